package dev.forebay.mysql;

import dev.forebay.base.config.Secret;
import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import dev.forebay.testing.LossyProxy;
import dev.forebay.testing.MySqlServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two servers behind one address, which leads to the first. Both have the account {@code app},
 * which may not write where the server is read-only. The second is not a replica of the first
 * before {@link #replicate}.
 */
public final class ServerPair implements AutoCloseable {
  private static final String ACCOUNT = "app";

  /** The embedded server's account may not grant. This one is like it, without READ_ONLY ADMIN. */
  private static final String COPY_ACCOUNT =
      """
      REPLACE INTO mysql.global_priv
      SELECT Host, 'app', JSON_SET(Priv,
        '$.access', CAST(JSON_VALUE(Priv, '$.access') AS UNSIGNED) & ~(1 << 33),
        '$.authentication_string', PASSWORD('app'))
      FROM mysql.global_priv WHERE User = 'forebay'
      """;

  private final Server first;
  private final Server second;
  private final LossyProxy proxy;

  /** Servers that live in a folder. */
  public ServerPair(Path folder) {
    this.first = server(folder.resolve("first"), 1);
    this.second = server(folder.resolve("second"), 2);
    this.proxy = LossyProxy.to(first.port());
  }

  /** One of the two, and how its administrator logs in. */
  public record Server(int port, String database, String user, String password, Runnable end) {
    /** Statements that do not go through the proxy. */
    public void run(String... statements) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The first value of a query's answer. */
    public String value(String query) {
      return row(query, 1).getFirst();
    }

    /** The first columns of a query's first row. */
    private List<String> row(String query, int columns) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(rows.getString(i));
        }
        return values;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private Connection connect() throws SQLException {
      return DriverManager.getConnection(
          "jdbc:mariadb://127.0.0.1:%d/%s?allowPublicKeyRetrieval=true".formatted(port, database),
          user,
          password);
    }

    /** As an administrator does before another server takes over. */
    public void readOnly(boolean on) {
      String variable = TestServer.either("read_only", on ? "super_read_only" : "read_only");
      run("SET GLOBAL %s = %s".formatted(variable, on ? "ON" : "OFF"));
    }
  }

  public Server first() {
    return first;
  }

  public Server second() {
    return second;
  }

  /** Where new connections lead to. */
  public void leadTo(Server server) {
    proxy.leadTo(server.port());
  }

  /** From now on MariaDB's second is a replica of the first, and takes no other writes. */
  public void replicate() {
    List<String> from = first.row("SHOW MASTER STATUS", 2);
    second.run(
        """
        CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = '%s',
          MASTER_PASSWORD = '%s', MASTER_LOG_FILE = '%s', MASTER_LOG_POS = %s, MASTER_USE_GTID = no,
          MASTER_SSL = 0
        """
            .formatted(first.port(), ACCOUNT, ACCOUNT, from.get(0), from.get(1)),
        "START SLAVE");
    second.readOnly(true);
  }

  /** Returns once the replica has all that the first has. */
  public void catchUp() {
    List<String> end = first.row("SHOW MASTER STATUS", 2);
    String wait = "SELECT MASTER_POS_WAIT('%s', %s, 30)".formatted(end.get(0), end.get(1));
    if (Integer.parseInt(second.value(wait)) < 0) {
      throw new IllegalStateException("The replica has not caught up");
    }
  }

  /** What goes through the address. */
  public LossyProxy proxy() {
    return proxy;
  }

  /** How an application reaches them. */
  public DatabaseSettings settings() {
    String url = TestServer.either("mariadb", "mysql") + "://127.0.0.1:" + proxy.port() + "/";
    return new DatabaseSettings(
        url + first.database(),
        ACCOUNT,
        new Secret(ACCOUNT),
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    proxy.close();
    first.end().run();
    second.end().run();
  }

  private static Server server(Path folder, int id) {
    Server server = TestServer.isMySql() ? mySql(folder) : mariaDb(folder);
    server.run("SET GLOBAL server_id = " + id);
    if (TestServer.isMySql()) {
      server.run(
          "CREATE USER IF NOT EXISTS %1$s@'127.0.0.1' IDENTIFIED BY '%1$s'".formatted(ACCOUNT),
          "GRANT ALL ON %s.* TO %s@'127.0.0.1'".formatted(server.database(), ACCOUNT),
          "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO %s@'127.0.0.1'"
              .formatted(ACCOUNT));
    } else {
      server.run(COPY_ACCOUNT, "FLUSH PRIVILEGES");
    }
    return server;
  }

  private static Server mariaDb(Path folder) {
    EmbeddedMariaDb server =
        EmbeddedMariaDb.start(
            new EmbeddedMariaDbSettings(folder, Engines.folder(), System.out::println));
    return new Server(
        server.port(), server.database(), server.user(), server.password(), server::close);
  }

  private static Server mySql(Path folder) {
    MySqlServer server = MySqlServer.start(folder);
    return new Server(
        server.port(), MySqlServer.DATABASE, MySqlServer.USER, MySqlServer.PASSWORD, server::close);
  }
}
