package dev.forebay.mysql;

import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The server that the tests of this JVM share. */
final class TestServer {
  private static final DatabaseSettings SETTINGS = find(System.getenv());

  private TestServer() {}

  /** How to reach a database on it that is always there, with an account that may do all. */
  static DatabaseSettings settings() {
    return SETTINGS;
  }

  private static DatabaseSettings find(Map<String, String> environment) {
    String url = environment.get("FOREBAY_TEST_DATABASE_URL");
    return url == null
        ? started()
        : settings(
            url,
            environment.getOrDefault("FOREBAY_TEST_DATABASE_USER", "root"),
            environment.getOrDefault("FOREBAY_TEST_DATABASE_PASSWORD", ""));
  }

  /** The data folder stays for the next run of the module's tests, which so starts sooner. */
  private static DatabaseSettings started() {
    EmbeddedMariaDb server =
        EmbeddedMariaDb.start(
            new EmbeddedMariaDbSettings(
                Path.of("target", "test-server").toAbsolutePath(),
                Engines.folder(),
                System.out::println));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    String url = "mariadb://" + server.host() + ":" + server.port() + "/" + server.database();
    return settings(url, server.user(), server.password());
  }

  private static DatabaseSettings settings(String url, String user, String password) {
    return new DatabaseSettings(
        url, user, password, 1, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }
}
