package dev.forebay.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs that the machine has, on the PATH and in the usual folders of servers. */
final class InstalledProgram {
  private static final List<String> USUAL_FOLDERS =
      List.of(
          "/usr/sbin",
          "/usr/bin",
          "/usr/libexec",
          "/usr/local/sbin",
          "/usr/local/bin",
          "/usr/local/mysql/bin",
          "/opt/homebrew/bin",
          "/opt/homebrew/sbin");

  private InstalledProgram() {}

  /** The folders to look in: those of PATH, then the usual ones. */
  static List<Path> folders() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path),
            USUAL_FOLDERS.stream())
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  /**
   * The first program with one of the names, the earlier name first, as the link that it may be.
   */
  static Optional<Path> find(List<Path> folders, String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                folders.stream().flatMap(f -> Stream.of(f.resolve(name), f.resolve(name + ".exe"))))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
