package dev.forebay.mysql;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.forebay.base.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryServer
class TransactionTest {
  private static final TestDatabase DB =
      TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL DEFAULT 0)");

  @AfterAll
  static void drop() {
    DB.close();
  }

  @BeforeEach
  void empty() {
    DB.run("TRUNCATE t");
  }

  @Test
  void transaction_returns_isCommitted() {
    assertThat(DB.database().<Long>transaction(session -> insert(session, 1))).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void transaction_thatAsksForRollback_returnsItsResultAndKeepsNothing() {
    List<String> ran = new ArrayList<>();
    long inserted =
        DB.database()
            .transaction(
                session -> {
                  session.afterCommit(() -> ran.add("after"));
                  session.rollBackAtEnd();
                  return insert(session, 1);
                });
    assertThat(inserted).isEqualTo(1);
    assertThat(count()).isZero();
    assertThat(ran).isEmpty();
  }

  @Test
  void transaction_throws_isRolledBackAndConnectionIsUsable() {
    assertThatThrownBy(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          insert(session, 1);
                          throw new StackOverflowError("of the work");
                        }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(count()).isZero();
    DB.database().transaction(session -> insert(session, 1));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void transaction_statementFails_keepsNothing() {
    var error =
        failure(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          insert(session, 1);
                          return insert(session, 1);
                        }));
    assertThat(error.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
    assertThat(count()).isZero();
  }

  @Test
  void transaction_thatIsToTellItsName_doesSoOnceItIsCommitted() {
    assumeFalse(TestServer.isMySql(), "MySQL tells no name");
    List<String> names = new ArrayList<>();
    DB.database()
        .transaction(
            session -> {
              session.nameCommit(names::add);
              assertThat(names).isEmpty();
              return insert(session, 1);
            });
    assertThat(count()).isEqualTo(1);
    assertThat(names).singleElement().asString().matches("\\d+-\\d+-\\d+");
  }

  @Test
  void transaction_thatIsToTellItsNameAndRollsBack_tellsNone() {
    assumeFalse(TestServer.isMySql(), "MySQL tells no name");
    List<String> names = new ArrayList<>();
    DB.database()
        .transaction(
            session -> {
              session.nameCommit(names::add);
              session.rollBackAtEnd();
              return insert(session, 1);
            });
    assertThat(count()).isZero();
    assertThat(names).isEmpty();
  }

  @Test
  void transaction_connectionLostBeforeNamedCommit_isCommitUnknown() {
    assumeFalse(TestServer.isMySql(), "MySQL tells no name");
    List<String> names = new ArrayList<>();
    var error =
        failure(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          session.nameCommit(names::add);
                          insert(session, 1);
                          DB.run("KILL " + connectionId(session));
                          return 1;
                        }));
    assertThat(error.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN);
    assertThat(names).isEmpty();
  }

  @Test
  void transaction_connectionLostBeforeCommit_isCommitUnknown() {
    List<String> ran = new ArrayList<>();
    var error =
        failure(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          session.afterCommit(() -> ran.add("after"));
                          insert(session, 1);
                          DB.run("KILL " + connectionId(session));
                          return 1;
                        }));
    assertThat(error.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN);
    assertThat(ran).isEmpty();
  }

  @Test
  void afterCommit_committed_runsOnceTheRowCanBeSeen() {
    List<Long> seen = new ArrayList<>();
    DB.database()
        .transaction(
            session -> {
              session.afterCommit(() -> seen.add(count()));
              return insert(session, 1);
            });
    assertThat(seen).containsExactly(1L);
  }

  @Test
  void afterCommit_rolledBack_doesNotRun() {
    List<String> ran = new ArrayList<>();
    assertThatThrownBy(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          session.afterCommit(() -> ran.add("after"));
                          throw new IllegalStateException("of the work");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ran).isEmpty();
  }

  @Test
  void afterCommit_throws_leavesTransactionCommitted() {
    DB.database()
        .transaction(
            session -> {
              session.afterCommit(
                  () -> {
                    throw new IllegalStateException("of the action");
                  });
              return insert(session, 1);
            });
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void dataSource_libraryCommitsAndCloses_leavesThatToTransaction() {
    assertThatThrownBy(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          insertThrough(session);
                          assertThat(countIn(session)).isEqualTo(1);
                          throw new IllegalStateException("of the work");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count()).isZero();
  }

  @Test
  void transactionRetrying_deadlock_runsVictimAgain() throws Exception {
    DB.run("INSERT INTO t (id) VALUES (1), (2)");
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    CompletableFuture<Long> other =
        CompletableFuture.supplyAsync(() -> addTo(2, 1, bothHoldOne, runs));
    addTo(1, 2, bothHoldOne, runs);
    other.get(30, TimeUnit.SECONDS);
    assertThat(runs).hasValue(3);
    assertThat(sum()).isEqualTo(4);
  }

  /** Adds one to both rows, in this order; the first two runs wait for each other in between. */
  private static long addTo(int first, int second, CyclicBarrier barrier, AtomicInteger runs) {
    return DB.database()
        .transactionRetrying(
            session -> {
              add(session, first);
              if (runs.incrementAndGet() <= 2) {
                await(barrier);
              }
              return add(session, second);
            });
  }

  private static long add(Session session, int id) {
    return session.update("UPDATE t SET v = v + 1 WHERE id = ?", List.of(id));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insertThrough(Session session) {
    try (var connection = session.dataSource().getConnection();
        var statement = connection.createStatement()) {
      assertThat(connection.getAutoCommit()).isFalse();
      connection.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO t (id) VALUES (1)");
      connection.commit();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readCommitted_lockingReadThatFindsNothing_leavesTheGapToOthers() {
    long inserted =
        DB.database()
            .readCommittedRetrying(
                session -> {
                  session.query(
                      "SELECT id FROM t WHERE id > 5 FOR UPDATE SKIP LOCKED", List.of(), row -> 1);
                  return DB.database().<Long>transaction(other -> insert(other, 7));
                });
    assertThat(inserted).isEqualTo(1);
  }

  @Test
  void readCommitted_onAServerThatLogsStatements_writesAllTheSame() {
    DB.run("SET GLOBAL binlog_format = STATEMENT");
    try (Database database = Database.open(DB.settings())) {
      for (int id = 1; id <= 2; id++) {
        int next = id;
        database.readCommittedRetrying(session -> insert(session, next));
      }
    } finally {
      DB.run("SET GLOBAL binlog_format = ROW");
    }
    assertThat(count()).isEqualTo(2);
  }

  private static long insert(Session session, int id) {
    return session.update("INSERT INTO t (id) VALUES (?)", List.of(id));
  }

  private static long connectionId(Session session) {
    return number(session, "SELECT CONNECTION_ID()");
  }

  private static long count() {
    return DB.database().read(TransactionTest::countIn);
  }

  private static long countIn(Session session) {
    return number(session, "SELECT COUNT(*) FROM t");
  }

  private static long sum() {
    return DB.database().read(session -> number(session, "SELECT SUM(v) FROM t"));
  }

  private static long number(Session session, String sql) {
    return session.queryOne(sql, List.of(), row -> row.longValue(1)).orElseThrow();
  }
}
