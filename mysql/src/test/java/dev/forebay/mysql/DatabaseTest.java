package dev.forebay.mysql;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.config.Secret;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@EveryServer
class DatabaseTest {
  private static final TestDatabase DB =
      TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY, v INT)");

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void open_nobodyListens_isUnavailableAndNamesServer() throws IOException {
    String server;
    try (ServerSocket socket = new ServerSocket(0)) {
      server = "127.0.0.1:" + socket.getLocalPort();
    }
    ForebayException error = openFailure("mariadb://" + server + "/n", "root", "");
    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(error).hasMessageContaining(server);
  }

  @Test
  void open_wrongPassword_isPrivilege() {
    ForebayException error = openFailure(DB.settings().url(), "nobody", "hidden");
    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_PRIVILEGE);
    assertThat(error.hint()).contains("database.password");
  }

  @Test
  @MySqlOnly
  void open_unknownLoginPlugin_isPrivilegeAndSaysWhichToUse() {
    String user = "u" + DB.database().name().substring(5, 15);
    DB.run(
        "CREATE USER %s@'127.0.0.1' IDENTIFIED WITH sha256_password BY 'secret'".formatted(user));
    ForebayException error = openFailure(DB.settings().url(), user, "secret");
    DB.run("DROP USER %s@'127.0.0.1'".formatted(user));
    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_PRIVILEGE);
    assertThat(error.hint()).contains("caching_sha2_password");
  }

  @Test
  void open_noSuchDatabase_isUnavailableAndNamesIt() {
    String url = DB.settings().url().replace(DB.database().name(), "no_such_name");
    ForebayException error =
        openFailure(url, DB.settings().user(), DB.settings().password().value());
    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(error).hasMessageContaining("no_such_name");
  }

  @Test
  void connection_opened_isUtcStrictAndUnicode() {
    assertThat(one("SELECT @@time_zone")).isEqualTo("+00:00");
    assertThat(one("SELECT @@sql_mode"))
        .contains("STRICT_ALL_TABLES")
        .doesNotContain("ANSI_QUOTES");
    assertThat(one("SELECT @@character_set_client")).isEqualTo("utf8mb4");
  }

  @Test
  void read_poolUsedUp_isUnavailableWithinTimeout() {
    try (Database small = Database.open(with(1, Duration.ofMillis(250), Duration.ofSeconds(30)))) {
      ForebayException error = failure(() -> small.read(outer -> small.read(inner -> 1)));
      assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
      assertThat(error.detail()).isEqualTo("All 1 were in use for 250 ms");
      assertThat(small.<Integer>read(session -> 1)).isEqualTo(1);
    }
  }

  @Test
  void read_closed_isUnavailable() {
    Database closed = Database.open(DB.settings());
    closed.close();
    assertThat(failure(() -> closed.read(session -> 1)).detail()).isEqualTo("The pool is closed");
  }

  @Test
  void statement_overItsLimit_isKilledOnServer() {
    String collations = "information_schema.collations";
    String slow = "SELECT COUNT(*) FROM %1$s a, %1$s b, %1$s c, %1$s d".formatted(collations);
    try (Database hasty = Database.open(with(1, Duration.ofSeconds(5), Duration.ofMillis(100)))) {
      ForebayException error =
          failure(() -> hasty.read(session -> session.query(slow, List.of(), row -> 1)));
      assertThat(error.code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
      // The connection is of use again, so the statement has ended.
      assertThat(hasty.<Integer>read(session -> 1)).isEqualTo(1);
    }
    assertThat(
            one(
                "SELECT COUNT(*) FROM information_schema.processlist"
                    + " WHERE info LIKE '%collations d%' AND id <> CONNECTION_ID()"))
        .isEqualTo("0");
  }

  @Test
  void statement_waitsForLockOverItsLimit_isEnded() {
    DB.run("INSERT INTO t VALUES (1, 1)");
    String update = "UPDATE t SET v = 2 WHERE id = 1";
    try (Database hasty = Database.open(with(1, Duration.ofSeconds(5), Duration.ofMillis(100)))) {
      ErrorCode code =
          DB.database()
              .transaction(
                  holder -> {
                    holder.update(update, List.of());
                    return failure(() -> hasty.transaction(s -> s.update(update, List.of())))
                        .code();
                  });
      assertThat(code).isIn(ErrorCode.STATEMENT_TIMEOUT, ErrorCode.LOCK_CONFLICT);
    }
  }

  @Test
  void read_serverClosedConnection_recoversWithNext() {
    try (Database single = Database.open(with(1, Duration.ofSeconds(5), Duration.ofSeconds(30)))) {
      long id = single.read(session -> id(session));
      ForebayException error =
          failure(
              () ->
                  single.read(
                      session -> {
                        DB.run("KILL " + id);
                        return id(session);
                      }));
      assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
      assertThat(single.<Long>read(DatabaseTest::id)).isNotEqualTo(id);
    }
  }

  /** MySQL says so with a number of its own, and the driver takes the connection for open. */
  @Test
  void read_serverClosedIdleConnection_recoversWithNext() {
    try (Database single = Database.open(with(1, Duration.ofSeconds(5), Duration.ofSeconds(30)))) {
      long id = single.read(DatabaseTest::id);
      ForebayException error = failure(() -> single.read(DatabaseTest::idAfterIdleness));
      assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
      assertThat(single.<Long>read(DatabaseTest::id)).isNotEqualTo(id);
    }
  }

  private static long idAfterIdleness(Session session) {
    long id = id(session);
    session.update("SET SESSION wait_timeout = 1", List.of());
    String open = "SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + id;
    Eventually.until("the server has closed it", () -> one(open).equals("0"));
    return id(session);
  }

  private static long id(Session session) {
    return session
        .queryOne("SELECT CONNECTION_ID()", List.of(), row -> row.longValue(1))
        .orElseThrow();
  }

  private static String one(String sql) {
    return DB.database()
        .read(session -> session.queryOne(sql, List.of(), row -> "" + row.string(1)))
        .orElseThrow();
  }

  private static ForebayException openFailure(String url, String user, String password) {
    DatabaseSettings settings =
        new DatabaseSettings(
            url, user, new Secret(password), 1, Duration.ofMillis(500), Duration.ofSeconds(30));
    return failure(() -> Database.open(settings).close());
  }

  private static DatabaseSettings with(int poolSize, Duration connection, Duration statement) {
    DatabaseSettings settings = DB.settings();
    return new DatabaseSettings(
        settings.url(), settings.user(), settings.password(), poolSize, connection, statement);
  }
}
