package dev.forebay.mysql;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.config.Secret;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements of each kind that run beyond their limit. */
@EveryServer
class StatementLimitTest {
  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL DEFAULT 0)",
          "CREATE TABLE slow (id INT PRIMARY KEY)",
          "CREATE TRIGGER slowly BEFORE INSERT ON slow FOR EACH ROW SET NEW.id = SLEEP(100)",
          "CREATE TABLE slower (id INT PRIMARY KEY)",
          "CREATE TRIGGER slowlier BEFORE INSERT ON slower FOR EACH ROW SET NEW.id = SLEEP(8)",
          "CREATE PROCEDURE reading() READS SQL DATA SELECT SLEEP(100) AS waited",
          "CREATE PROCEDURE writing() UPDATE t SET v = SLEEP(100)",
          "CREATE PROCEDURE deaf() BEGIN DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END; "
              + "UPDATE t SET v = SLEEP(100); UPDATE t SET v = SLEEP(100); END");
  private static final Database HASTY = Database.open(hasty(1));

  @AfterAll
  static void drop() {
    HASTY.close();
    DB.close();
  }

  @BeforeEach
  void one() {
    DB.run("DELETE FROM t", "INSERT INTO t (id) VALUES (1)");
  }

  @Test
  void select_overItsLimit_isEndedOnServer() {
    assertEnded(session -> session.query("SELECT SLEEP(100) FROM t", List.of(), row -> 1));
  }

  @Test
  void update_overItsLimit_isEndedOnServer() {
    assertEnded(session -> session.update("UPDATE t SET v = SLEEP(100)", List.of()));
  }

  @Test
  void insert_whoseTriggerIsOverItsLimit_isEndedOnServer() {
    assertEnded(session -> session.insert("INSERT INTO slow VALUES (1)", List.of()));
  }

  @Test
  void call_overItsLimit_isEndedOnServer() {
    assertEnded(session -> call(session, "reading"));
    assertEnded(session -> call(session, "writing"));
    assertEnded(session -> call(session, "deaf"));
  }

  @Test
  @MySqlOnly
  void statement_thatAnswersWhenItIsEnded_failsAllTheSame() {
    assertEnded(session -> session.update("DO SLEEP(100)", List.of()));
  }

  @Test
  void statement_thatWaitsForLock_isEndedOnServer() {
    DB.database()
        .transaction(
            holder -> {
              assertThat(add(holder)).isEqualTo(1);
              assertEnded(StatementLimitTest::add);
              return 1;
            });
  }

  @Test
  void transaction_whoseStatementIsEnded_isRolledBackBeforeItFails() {
    ForebayException error =
        failure(
            () ->
                HASTY.transaction(
                    session -> {
                      add(session);
                      return session.update("UPDATE t SET v = SLEEP(100)", List.of());
                    }));
    assertThat(error.code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
    assertThat(value("SELECT v FROM t FOR UPDATE NOWAIT")).isZero();
  }

  @Test
  @MySqlOnly
  void statement_thatRunsAsAnotherAccount_failsAndItsConnectionIsGivenUp() {
    String user = "u" + DB.database().name().substring(5, 15);
    DB.run(
        "CREATE USER %s@'127.0.0.1' IDENTIFIED BY 'secret'".formatted(user),
        "GRANT ALL ON %s.* TO %s@'127.0.0.1'".formatted(DB.database().name(), user));
    try (Database poor = Database.open(hasty(user, "secret", 1))) {
      String insert = "INSERT INTO slower VALUES (1)";
      var error = failure(() -> poor.transaction(s -> s.update(insert, List.of())));
      assertThat(error.code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
      assertThat(poor.<Long>transaction(StatementLimitTest::add)).isEqualTo(1);
    }
    Eventually.passes(() -> assertThat(running()).isEmpty());
    assertThat(
            DB.database()
                .<Integer>read(s -> s.query("SELECT * FROM slower", List.of(), r -> 1).size()))
        .isZero();
    DB.run("DROP USER %s@'127.0.0.1'".formatted(user));
  }

  /** The KILL of a statement that ends by itself just then is not to meet the next. */
  @Test
  void statement_thatEndsAtItsLimit_leavesNextAlone() throws Exception {
    try (Database hasty = Database.open(hasty(THREADS));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < THREADS * ROUNDS; i++) {
        long micros = LIMIT.toMillis() * 1000 + i * 20_000L / (THREADS * ROUNDS);
        done.add(threads.submit(() -> sleepThenAsk(hasty, micros)));
      }
      for (Future<?> one : done) {
        await(one);
      }
    }
  }

  private static void sleepThenAsk(Database hasty, long micros) {
    try {
      String sql = "DO SLEEP(%d.%06d)".formatted(micros / 1_000_000, micros % 1_000_000);
      hasty.read(session -> session.update(sql, List.of()));
    } catch (ForebayException e) {
      assertThat(e.code()).as("%s", e).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
    }
    for (int i = 0; i < 3; i++) {
      hasty.read(StatementLimitTest::addUnlessSlow);
    }
  }

  /** On a busy machine it may be slow itself. What another's KILL has met fails before its time. */
  private static long addUnlessSlow(Session session) {
    long start = System.nanoTime();
    try {
      return add(session);
    } catch (ForebayException e) {
      assertThat(e.code()).as("%s", e).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LIMIT);
      return 0;
    }
  }

  private static void await(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static void assertEnded(Work<?> work) {
    assertThat(failure(() -> HASTY.transaction(work)).code())
        .isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
    Eventually.passes(() -> assertThat(running()).isEmpty());
    assertThat(HASTY.<Integer>read(session -> 1)).isEqualTo(1);
  }

  private static List<String> running() {
    return DB.database()
        .read(
            session ->
                session.query(
                    """
                    SELECT info FROM information_schema.processlist
                    WHERE id <> CONNECTION_ID() AND db = DATABASE() AND command <> 'Sleep'
                    """,
                    List.of(),
                    row -> row.string(1) + ""));
  }

  private static long call(Session session, String name) {
    return session
        .call("CALL " + name + "()", List.of(), () -> (Session.RowReader<Integer>) row -> 1)
        .size();
  }

  private static long add(Session session) {
    return session.update("UPDATE t SET v = v + 1 WHERE id = 1", List.of());
  }

  private static long value(String query) {
    return DB.database()
        .read(session -> session.queryOne(query, List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }

  private static DatabaseSettings hasty(int poolSize) {
    return hasty(DB.settings().user(), DB.settings().password().value(), poolSize);
  }

  private static DatabaseSettings hasty(String user, String password, int poolSize) {
    DatabaseSettings given = DB.settings();
    return new DatabaseSettings(
        given.url(), user, new Secret(password), poolSize, given.connectionTimeout(), LIMIT);
  }
}
