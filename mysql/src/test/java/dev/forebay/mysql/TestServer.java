package dev.forebay.mysql;

import dev.forebay.base.config.Secret;
import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import dev.forebay.testing.MySqlServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The server that the tests of this JVM share: an embedded MariaDB, or MySQL where the system
 * property {@code forebay.test.server} is {@code mysql}. Its data folder, of which each of the
 * processes that run tests side by side has its own, stays for the next module's tests, which so
 * start sooner.
 */
public final class TestServer {
  private TestServer() {}

  /** Loaded, and so started, by the first test that asks. */
  private static final class Started {
    static final DatabaseSettings SETTINGS = find(System.getenv());
  }

  /** Whether it is MySQL. */
  public static boolean isMySql() {
    return System.getProperty("forebay.test.server", "mariadb").equals("mysql");
  }

  /** One of two, by which server it is. */
  public static <T> T either(T onMariaDb, T onMySql) {
    return isMySql() ? onMySql : onMariaDb;
  }

  /** What a FROM can name for a column {@code seq} that counts from 1. */
  public static String sequence(int last) {
    String name = "seq_1_to_" + last;
    String array = "CONCAT('[0', REPEAT(',0', %d), ']')".formatted(last - 1);
    return either(
        name, "JSON_TABLE(%s, '$[*]' COLUMNS (seq FOR ORDINALITY)) %s".formatted(array, name));
  }

  /** How to reach a database on it that is always there, with an account that may do all. */
  static DatabaseSettings settings() {
    return Started.SETTINGS;
  }

  private static DatabaseSettings find(Map<String, String> environment) {
    String url = environment.get("FOREBAY_TEST_DATABASE_URL");
    if (url == null) {
      return isMySql() ? startedMySql() : startedMariaDb();
    }
    return settings(
        url,
        environment.getOrDefault("FOREBAY_TEST_DATABASE_USER", "root"),
        environment.getOrDefault("FOREBAY_TEST_DATABASE_PASSWORD", ""));
  }

  private static DatabaseSettings startedMySql() {
    MySqlServer server = MySqlServer.start(folder("mysql"));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return settings(
        "mysql://127.0.0.1:" + server.port() + "/" + MySqlServer.DATABASE,
        MySqlServer.USER,
        MySqlServer.PASSWORD);
  }

  private static DatabaseSettings startedMariaDb() {
    EmbeddedMariaDb server =
        EmbeddedMariaDb.start(
            new EmbeddedMariaDbSettings(folder("mariadb"), Engines.folder(), System.out::println));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    String url = "mariadb://" + server.host() + ":" + server.port() + "/" + server.database();
    return settings(url, server.user(), server.password());
  }

  private static Path folder(String server) {
    return Engines.folder()
        .resolveSibling("servers")
        .resolve(server + "-" + System.getProperty("forebay.test.fork", "0"));
  }

  private static DatabaseSettings settings(String url, String user, String password) {
    return new DatabaseSettings(
        url, user, new Secret(password), 1, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }
}
