package dev.forebay.mysql;

import java.time.Duration;
import java.util.Map;

/** The server that the tests of this JVM share. */
final class TestServer {
  private static final DatabaseSettings SETTINGS = running(System.getenv());

  private TestServer() {}

  /** How to reach a database on it that is always there. */
  static DatabaseSettings settings() {
    return SETTINGS;
  }

  private static DatabaseSettings running(Map<String, String> environment) {
    return new DatabaseSettings(
        environment.getOrDefault("FOREBAY_TEST_DATABASE_URL", "mariadb://127.0.0.1:3306/mysql"),
        environment.getOrDefault("FOREBAY_TEST_DATABASE_USER", "root"),
        environment.getOrDefault("FOREBAY_TEST_DATABASE_PASSWORD", ""),
        1,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }
}
