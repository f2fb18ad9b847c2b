package dev.forebay.embedded;

import dev.forebay.base.process.LoopbackPort;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's configuration file and start script.
 *
 * <p>Chosen for a small machine that must not lose an acknowledged commit: every commit is synced
 * in the redo log and the binlog; about 250 MB of memory. The binlog is what the cache's tailer
 * reads: full rows, three days or 1 GB of them. The socket's path is relative to the data folder,
 * because a socket's path may have 107 bytes only.
 */
final class MariaDbConfig {
  private static final List<String> SETTINGS =
      List.of(
          "bind-address = " + LoopbackPort.HOST,
          "socket = mariadbd.sock",
          "pid-file = mariadbd.pid",
          "skip-name-resolve",
          "loose-skip-ssl",
          "max-connections = 300",
          "max-allowed-packet = 64M",
          "open-files-limit = 8192",
          "table-open-cache = 400",
          "local-infile = 0",
          "performance-schema = 0",
          "log-warnings = 1",
          "default-time-zone = +00:00",
          "character-set-server = utf8mb4",
          "collation-server = utf8mb4_unicode_520_ci",
          "sql-mode = STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
              + "NO_ENGINE_SUBSTITUTION",
          "server-id = 1",
          "log-bin = binlog",
          "binlog-format = ROW",
          "binlog-row-image = FULL",
          "expire-logs-days = 3",
          "max-binlog-size = 64M",
          "loose-max-binlog-total-size = 1G",
          "loose-slave-connections-needed-for-purge = 0",
          "sync-binlog = 1",
          "innodb-flush-log-at-trx-commit = 1",
          "innodb-buffer-pool-size = 128M",
          "innodb-log-file-size = 64M",
          "innodb-undo-tablespaces = 0",
          "innodb-buffer-pool-dump-at-shutdown = 0",
          "innodb-buffer-pool-load-at-startup = 0",
          "key-buffer-size = 1M",
          "aria-pagecache-buffer-size = 8M");

  private MariaDbConfig() {}

  /** The text of {@code mariadbd.cnf} for a data folder; without any secret. */
  static String file(MariaDbEngine engine, MariaDbFolder folder, Path data, int port) {
    Stream<String> paths =
        Stream.of(
            path("datadir", data),
            path("tmpdir", folder.temporary()),
            path("secure-file-priv", folder.files()),
            "port = " + port);
    Stream<String> home =
        engine.program().home().stream()
            .flatMap(
                path ->
                    Stream.of(
                        path("basedir", path),
                        path("lc-messages-dir", engine.share()),
                        path("character-sets-dir", engine.share().resolve("charsets"))));
    return Stream.of(Stream.of("[mariadbd]"), user(), paths, home, SETTINGS.stream())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The server refuses to run as root unless it is told to. */
  private static Stream<String> user() {
    return System.getProperty("user.name", "").equals("root")
        ? Stream.of("user = root")
        : Stream.empty();
  }

  private static String path(String option, Path path) {
    return option + " = " + QuotedPath.of(path);
  }

  /**
   * The SQL that the server runs before it listens: it makes the database and the user where they
   * are missing, and sets the password. The user has every privilege except to read and write the
   * machine's files.
   */
  static String startSql(String database, String user, String password) {
    String account = "'" + user + "'@'" + LoopbackPort.HOST + "'";
    return """
    SET sql_log_bin = 0;
    CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
    CREATE USER IF NOT EXISTS %s IDENTIFIED BY '%s';
    ALTER USER %s IDENTIFIED BY '%s';
    GRANT ALL PRIVILEGES ON *.* TO %s;
    REVOKE FILE ON *.* FROM %s;
    """
        .formatted(database, account, password, account, password, account, account);
  }
}
