package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where an engine comes from: the archive for the platform, or else a program that the machine has,
 * on the PATH or in the usual folders of servers.
 *
 * @param product what its version output and people call it, for example {@code MariaDB}
 * @param archive the archive, if there is one for the platform
 * @param names the file names of an installed program, the best one first
 * @param remedy what to do where there is none
 */
record EngineSource(
    String product,
    Platform platform,
    Optional<EngineArchive> archive,
    List<String> names,
    String remedy) {
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

  /** The folders to look for installed programs in: those of PATH, then the usual ones. */
  static List<Path> programFolders() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path),
            USUAL_FOLDERS.stream())
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  /**
   * The program, unpacked first where need be.
   *
   * @throws ForebayException FB804 if there is none, or it cannot be unpacked
   */
  EngineProgram find(Path engineFolder, List<Path> programFolders, Consumer<String> progress) {
    return embedded(engineFolder, progress)
        .or(() -> installed(programFolders, progress))
        .orElseThrow(this::missing);
  }

  private Optional<EngineProgram> embedded(Path engineFolder, Consumer<String> progress) {
    return archive
        .flatMap(files -> files.unpack(engineFolder, progress))
        .filter(program -> program.isA(product));
  }

  private Optional<EngineProgram> installed(List<Path> folders, Consumer<String> progress) {
    Optional<EngineProgram> program =
        names.stream()
            .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
            .filter(Files::isExecutable)
            .map(file -> new EngineProgram(file, Optional.empty()))
            .filter(candidate -> candidate.isA(product))
            .findFirst();
    program.ifPresent(
        found ->
            progress.accept(
                "No embedded " + product + " runs on " + platform + ": using " + found.file()));
    return program;
  }

  private ForebayException missing() {
    return new ForebayException(
        ErrorCode.ENGINE_FAILED,
        "No embedded " + product + " runs on " + platform + ", and none is installed",
        archive.isPresent() ? "The embedded one does not start: a library may be missing." : null,
        remedy,
        null);
  }
}
