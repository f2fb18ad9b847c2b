package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.jobs.recurring.Sweep;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.Session;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryServer
class SweepTest {
  private static final Sweep.Rows LEAVES =
      new Sweep.Rows("leaves", "id", row -> row.bytes(1), "fell_at", "fell_at");

  private final JobsFixture fixture = new JobsFixture();
  private final Sweep sweep = new Sweep("leaves", LEAVES, Duration.ofHours(1));

  @BeforeEach
  void table() {
    fixture.test.run(
        "CREATE TABLE leaves (id BINARY(4) PRIMARY KEY, fell_at DATETIME(6), KEY (fell_at))");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void backlog_ofManyBatches_goesWhileOthersHaveTheirTurn() {
    leaves(5500, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
    AtomicInteger turns = new AtomicInteger();
    RecurringJob other = new Often("other", tx -> turns.incrementAndGet());
    Jobs node = fixture.node("a");
    node.register(sweep);
    node.register(other);
    node.start();
    fixture.clock.forward(Duration.ofMinutes(2));
    Eventually.until("all are swept", () -> leaves() == 0);
    assertThat(turns).hasValueGreaterThanOrEqualTo(5);
  }

  @Test
  void rows_thatAreNotDueOrHaveNoTime_stay() {
    leaves(1, "UTC_TIMESTAMP(6) - INTERVAL 30 MINUTE");
    fixture.test.run("INSERT INTO leaves VALUES (UNHEX('FFFFFFFF'), NULL)");
    assertThat(sweep()).isAfter(fixture.clock.instant());
    assertThat(leaves()).isEqualTo(2);
  }

  @Test
  void row_thatIsLocked_holdsUpNoOther() {
    leaves(3, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
    fixture.database.transaction(
        tx -> {
          tx.query("SELECT id FROM leaves LIMIT 1 FOR UPDATE", List.of(), row -> 1);
          sweep();
          return leaves();
        });
    assertThat(leaves()).isEqualTo(1);
  }

  /** Batches begin where the last one ended; what was locked there is behind that. */
  @Test
  void row_thatWasLockedInABatchBefore_goesOnceAllAreThrough() {
    leaves(1100, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR + INTERVAL a.i * 100 + b.i SECOND");
    fixture.database.transaction(
        tx -> {
          tx.query("SELECT id FROM leaves ORDER BY id LIMIT 1 FOR UPDATE", List.of(), row -> 1);
          Instant next = sweep();
          while (!next.isAfter(fixture.clock.instant())) {
            next = sweep();
          }
          return next;
        });
    assertThat(leaves()).isEqualTo(1);
    sweep();
    assertThat(leaves()).isZero();
  }

  @Test
  void sweep_thatFails_isTriedAgain() {
    leaves(1, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
    fixture.test.run("ALTER TABLE leaves RENAME fallen");
    AtomicInteger turns = new AtomicInteger();
    Jobs node = fixture.node("a");
    node.register(sweep);
    node.register(new Often("other", tx -> turns.incrementAndGet()));
    node.start();
    fixture.clock.forward(Duration.ofMinutes(2));
    Eventually.until("the other one goes on", () -> turns.get() > 2);
    fixture.test.run("ALTER TABLE fallen RENAME leaves");
    fixture.clock.forward(Duration.ofSeconds(11));
    Eventually.until("it is swept", () -> leaves() == 0);
  }

  @Test
  void twoNodes_withABacklog_sweepItOnce() {
    leaves(4000, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
    for (String id : List.of("a", "b")) {
      Jobs node = fixture.node(id);
      node.register(sweep);
      node.register(fixture.kind("bill", attempt -> success()));
      node.start();
    }
    fixture.clock.forward(Duration.ofMinutes(2));
    Eventually.until("all are swept", () -> leaves() == 0);
    assertThat(sweeps()).isEqualTo(1);
  }

  /** A node of the version before, or with other schedules, starts beside this one. */
  @Test
  void sweep_thatAnotherNodeDoesNotKnow_goesOn() {
    Jobs node = fixture.node("a");
    node.register(sweep);
    node.start();
    fixture.node("b").start();
    assertThat(sweeps()).isZero();
    leaves(1, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
    fixture.clock.forward(Duration.ofMinutes(1));
    Eventually.until("it is back", () -> sweeps() == 1);
    fixture.clock.forward(Duration.ofMinutes(2));
    Eventually.until("it is done", () -> leaves() == 0);
  }

  private long sweeps() {
    return fixture.count("SELECT COUNT(*) FROM forebay_jobs WHERE task_name LIKE '%leaves'");
  }

  private Instant sweep() {
    Instant now = fixture.clock.instant();
    return fixture.database.readCommittedRetrying(tx -> sweep.run(tx, now, now));
  }

  /** Their ids are no text in any character set. */
  private void leaves(int number, String fellAt) {
    fixture.test.run(
        """
        INSERT INTO leaves
        WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99)
        SELECT UNHEX(HEX(4286578688 + a.i * 100 + b.i)), %s FROM n a JOIN n b
        WHERE a.i * 100 + b.i < %d
        """
            .formatted(fellAt, number));
  }

  private long leaves() {
    return fixture.count("SELECT COUNT(*) FROM leaves");
  }

  /** Is due again at once. */
  private record Often(String name, Consumer<Session> work) implements RecurringJob {
    @Override
    public String expression() {
      return "often";
    }

    @Override
    public Instant first(Instant now) {
      return now;
    }

    @Override
    public Instant run(Session tx, Instant due, Instant now) {
      work.accept(tx);
      return now;
    }
  }
}
