package dev.forebay.mysql;

import java.util.List;
import java.util.UUID;

/**
 * A fresh, empty database on a real server, for a test class. The server ({@link TestServer}) is
 * started once a JVM, by the first test that asks; or it is one that runs, where the environment
 * has {@code FOREBAY_TEST_DATABASE_URL} ({@code mariadb://host:port/name} of any database there),
 * {@code FOREBAY_TEST_DATABASE_USER} and {@code FOREBAY_TEST_DATABASE_PASSWORD}, whose account may
 * create databases.
 *
 * <pre>{@code
 * static final TestDatabase DB = TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY)");
 *
 * @AfterAll
 * static void drop() {
 *   DB.close();
 * }
 * }</pre>
 *
 * <p>Modules other than {@code mysql} get it from its test-jar, and need {@code embedded} in test
 * scope beside it.
 */
public final class TestDatabase implements AutoCloseable {
  private final DatabaseSettings settings;
  private final Database database;

  private TestDatabase(DatabaseSettings settings) {
    this.settings = settings;
    this.database = Database.open(settings);
  }

  /** A new database in which the statements have run. */
  public static TestDatabase create(String... statements) {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    onServer("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    TestDatabase created = new TestDatabase(withName(name));
    created.run(statements);
    return created;
  }

  /** The database, with a pool of the default size. */
  public Database database() {
    return database;
  }

  /** How to open it again. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Runs statements, each for itself. */
  public void run(String... statements) {
    for (String statement : statements) {
      database.read(session -> session.update(statement, List.of()));
    }
  }

  /** Closes the pool and drops the database. */
  @Override
  public void close() {
    database.close();
    onServer("DROP DATABASE " + database.name());
  }

  private static void onServer(String statement) {
    try (Database server = Database.open(TestServer.settings())) {
      server.read(session -> session.update(statement, List.of()));
    }
  }

  private static DatabaseSettings withName(String name) {
    DatabaseSettings server = TestServer.settings();
    String url = "mariadb://" + server.parsedUrl().server() + "/" + name;
    return DatabaseSettings.of(url, server.user(), server.password().value());
  }
}
