package dev.forebay.e2e;

import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.LossyProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A primary behind one address, and a standby that can take its place: the primary is made read
 * only, the standby catches up and takes writes, and the address leads there. Connections to the
 * old primary stay open, and what it has is what it had: it catches up only before it takes over
 * again.
 */
final class SwitchedMariaDb implements AutoCloseable {
  /** Nodes have all privileges but those that write to a server that is read only. */
  private static final String NODES = "nodes";

  private static final long SUPER = 1L << 15;
  private static final long READ_ONLY_ADMIN = 1L << 33;

  /** So long the old primary must have been read only before another server takes writes. */
  private static final Duration WAIT = Duration.ofMillis(1_100);

  /** Of no server in the log that is read when another one takes over. */
  private static final int FIRST_SERVER_ID = 100;

  private final List<Server> servers = new ArrayList<>();
  private final LossyProxy address;
  private final String password;
  private LogEnd inStep;
  private int serverId = FIRST_SERVER_ID;

  private SwitchedMariaDb(Path folder, Path engines, int count) {
    for (int i = 0; i < count; i++) {
      servers.add(new Server(folder.resolve("database-" + i), engines));
    }
    Server primary = servers.getFirst();
    this.password = primary.engine.password();
    this.address = LossyProxy.to(primary.engine.port());
    this.inStep = primary.logEnd();
    primary.run(
        """
        INSERT INTO mysql.global_priv
        SELECT host, '%s', JSON_SET(priv, '$.access',
          CAST(JSON_VALUE(priv, '$.access') AS UNSIGNED) & ~(%d | %d))
        FROM mysql.global_priv WHERE user = '%s'
        """
            .formatted(NODES, SUPER, READ_ONLY_ADMIN, primary.engine.user()),
        "FLUSH PRIVILEGES",
        "SET GLOBAL log_bin_trust_function_creators = ON");
  }

  /** A primary alone. */
  static SwitchedMariaDb alone(Path folder, Path engines) {
    return new SwitchedMariaDb(folder, engines, 1);
  }

  static SwitchedMariaDb withStandby(Path folder, Path engines) {
    return new SwitchedMariaDb(folder, engines, 2);
  }

  /** How far a log goes. */
  private record LogEnd(String file, long position) {}

  /** What points a node at the address. */
  Map<String, String> environment() {
    return Map.of("DATABASE_URL", url(), "DATABASE_USER", NODES, "DATABASE_PASSWORD", password);
  }

  /** What is at the address now. */
  Database open() {
    return Database.open(DatabaseSettings.of(url(), NODES, password));
  }

  private String url() {
    return "mariadb://127.0.0.1:%d/%s"
        .formatted(address.port(), servers.getFirst().engine.database());
  }

  /** The standby takes over; nothing that was committed is lost. */
  void switchOver() {
    Server old = servers.getFirst();
    Server next = servers.getLast();
    Eventually.until("the primary answers", old::answers);
    next.follow(old, inStep, ++serverId);
    old.run("SET GLOBAL read_only = ON");
    LockSupport.parkNanos(WAIT.toNanos());
    next.catchUp(old.logEnd());
    inStep = next.logEnd();
    next.run("SET GLOBAL read_only = OFF");
    address.leadTo(next.engine.port());
    servers.add(servers.removeFirst());
  }

  /** SQL with every privilege, on the primary. */
  void run(String... statements) {
    servers.getFirst().run(statements);
  }

  /** {@code kill -9} of the primary, which its supervisor starts again. */
  void kill() {
    servers.getFirst().kill();
  }

  @Override
  public void close() {
    address.close();
    servers.forEach(server -> server.engine.close());
  }

  /** One of the servers, and what only an administrator of it does. */
  private static final class Server {
    private final Path folder;
    private final EmbeddedMariaDb engine;

    Server(Path folder, Path engines) {
      this.folder = folder;
      this.engine = EmbeddedMariaDb.start(new EmbeddedMariaDbSettings(folder, engines, line -> {}));
    }

    /**
     * Reads the log of another one from where both had the same; a killed one has forgotten its id.
     */
    void follow(Server other, LogEnd from, int id) {
      run(
          "SET GLOBAL server_id = " + id,
          """
          CHANGE MASTER TO MASTER_HOST = '%s', MASTER_PORT = %d, MASTER_USER = '%s',
            MASTER_PASSWORD = '%s', MASTER_USE_GTID = no, MASTER_SSL = 0,
            MASTER_LOG_FILE = '%s', MASTER_LOG_POS = %d
          """
              .formatted(
                  other.engine.host(),
                  other.engine.port(),
                  other.engine.user(),
                  other.engine.password(),
                  from.file,
                  from.position),
          "START SLAVE");
    }

    void catchUp(LogEnd end) {
      String wait = "SELECT MASTER_POS_WAIT('%s', %d, 60)".formatted(end.file, end.position);
      if (!firstRow(wait).getFirst().matches("\\d+")) {
        throw new IllegalStateException(firstRow("SHOW SLAVE STATUS").toString());
      }
      run("STOP SLAVE", "RESET SLAVE ALL");
    }

    LogEnd logEnd() {
      List<String> status = firstRow("SHOW MASTER STATUS");
      return new LogEnd(status.get(0), Long.parseLong(status.get(1)));
    }

    boolean answers() {
      try {
        run("DO 1");
        return true;
      } catch (IllegalStateException e) {
        return false;
      }
    }

    void run(String... statements) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private List<String> firstRow(String query) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        List<String> row = new ArrayList<>();
        rows.next();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        return row;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private Connection connect() throws SQLException {
      String url =
          "jdbc:mariadb://%s:%d/%s".formatted(engine.host(), engine.port(), engine.database());
      return DriverManager.getConnection(url, engine.user(), engine.password());
    }

    void kill() {
      try {
        String pid = Files.readString(folder.resolve("mariadb").resolve("engine.pid")).strip();
        RunningForebay.signal(
            "KILL", Long.parseLong(pid.lines().findFirst().orElseThrow().strip()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
