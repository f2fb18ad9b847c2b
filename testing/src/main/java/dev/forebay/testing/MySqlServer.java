package dev.forebay.testing;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.process.ChildCommand;
import dev.forebay.base.process.ChildFiles;
import dev.forebay.base.process.ChildProcess;
import dev.forebay.base.process.Leftover;
import dev.forebay.base.process.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A MySQL server on a folder and a port of its own: the one that {@code tools/mysql} has unpacked
 * into {@code FOREBAY_MYSQL_HOME}, or by default into {@code ~/.cache/forebay/mysql}.
 *
 * <p>It keeps nothing safe from a power cut, has small buffers, logs rows with GTIDs, and makes
 * itself certificates; its accounts log in with caching_sha2_password, as MySQL's do by default.
 */
public final class MySqlServer implements AutoCloseable {
  /** An account that may do everything. */
  public static final String USER = "root";

  /** Its password. */
  public static final String PASSWORD = "a'b\"c d";

  /** A database that is always there. */
  public static final String DATABASE = "app";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final List<String> SETTINGS =
      List.of(
          "--bind-address=127.0.0.1",
          "--skip-name-resolve",
          "--mysqlx=OFF",
          "--performance-schema=OFF",
          "--secure-file-priv=NULL",
          "--character-set-server=utf8mb4",
          "--server-id=1",
          "--gtid-mode=ON",
          "--enforce-gtid-consistency=ON",
          "--max-connections=300",
          "--sync-binlog=0",
          "--innodb-flush-log-at-trx-commit=0",
          "--innodb-doublewrite=OFF",
          "--innodb-use-native-aio=OFF",
          "--innodb-buffer-pool-size=64M",
          "--innodb-redo-log-capacity=64M");

  private final Path folder;
  private final List<String> options;
  private final int port = LoopbackPort.choose(0, "MySQL");
  private ChildProcess process;

  private MySqlServer(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
    this.process = launch();
  }

  /** Whether there is one to be started. */
  public static boolean isInstalled() {
    return program().isPresent();
  }

  /**
   * Starts it. The folder may be one of an earlier start. Without a server to be started, the test
   * is skipped, and fails in CI.
   *
   * @param options the server's own, for example {@code --gtid-mode=OFF}; they win over the usual
   */
  public static MySqlServer start(Path folder, String... options) {
    if (!isInstalled()) {
      throw Requirement.missing("there is no MySQL; tools/mysql installs it");
    }
    return new MySqlServer(folder.toAbsolutePath(), List.of(options));
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The file of the data folder, for example {@code ca.pem}. */
  public Path file(String name) {
    return data().resolve(name);
  }

  /** SIGKILL; returns once it is gone. */
  public void kill() {
    ProcessHandle running = ProcessHandle.of(process.pid()).orElseThrow();
    running.destroyForcibly();
    running.onExit().join();
  }

  /** Starts it again, on the same port, after it has ended. */
  public void restart() {
    process = launch();
  }

  @Override
  public void close() {
    process.stop();
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Servers of test runs that were killed are ended first; they hold locks on the data. */
  private ChildProcess launch() {
    ChildCommand server = command("mysqld", serverOptions());
    try {
      Files.createDirectories(folder);
      Leftover.end(server, line -> {});
      if (!Files.exists(data().resolve("mysql.ibd"))) {
        ChildProcess.start(command("install", List.of("--initialize-insecure")))
            .awaitSuccess(START_LIMIT);
      }
      Files.writeString(folder.resolve("start.sql"), startSql());
      ChildProcess started = ChildProcess.start(server);
      started.awaitReady(this::isReady, START_LIMIT);
      return started;
    } catch (ForebayException e) {
      throw new AssertionError(e.getMessage() + "\n" + e.detail(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> serverOptions() {
    List<String> all = new ArrayList<>(SETTINGS);
    all.add("--port=" + port);
    // A socket's path may have 107 bytes only; this one is relative to the data folder.
    all.addAll(List.of("--socket=s", "--pid-file=pid"));
    all.add("--init-file=" + folder.resolve("start.sql"));
    all.addAll(options);
    return all;
  }

  private ChildCommand command(String name, List<String> options) {
    String data = "--datadir=" + data();
    List<String> line = new ArrayList<>(List.of(program().orElseThrow().toString(), data));
    if (System.getProperty("user.name").equals("root")) {
      line.add("--user=root");
    }
    line.addAll(options);
    return new ChildCommand(
        "MySQL",
        Pattern.compile("mysqld"),
        line,
        data,
        new ChildFiles(folder, name),
        ErrorCode.INTERNAL);
  }

  /** It listens before it has read its start script, but greets nobody. */
  private boolean isReady() {
    try (Socket socket = LoopbackPort.connect(port)) {
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String startSql() {
    String password = PASSWORD.replace("'", "''");
    return """
    SET sql_log_bin = 0;
    CREATE DATABASE IF NOT EXISTS %s;
    CREATE USER IF NOT EXISTS %s@'127.0.0.1' IDENTIFIED BY '%s';
    GRANT ALL ON *.* TO %s@'127.0.0.1' WITH GRANT OPTION;
    """
        .formatted(DATABASE, USER, password, USER);
  }

  private static Optional<Path> program() {
    String home = System.getenv("FOREBAY_MYSQL_HOME");
    Path folder =
        home == null
            ? Path.of(System.getProperty("user.home"), ".cache/forebay/mysql")
            : Path.of(home);
    return Optional.of(folder.resolve("bin/mysqld")).filter(Files::isExecutable);
  }
}
