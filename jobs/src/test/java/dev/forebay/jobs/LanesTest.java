package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.failure;
import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.jobs.kind.JobError;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.RetryPolicy;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class LanesTest {
  private final JobsFixture fixture = new JobsFixture();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void lane_ofTenSlowLoads_doesNotDelayAFunction() {
    AtomicInteger inside = new AtomicInteger();
    JobKind load =
        JobKind.of(
            "load:heroes",
            "loads",
            payload -> {
              inside.incrementAndGet();
              gate.await();
            });
    Jobs node = fixture.started("a", load, fixture.kind("bill", attempt -> success()));
    for (int i = 0; i < 10; i++) {
      fixture.enqueue(node, "l" + i, "load:heroes", "{}");
    }
    Eventually.until("both workers of the loads are taken", () -> inside.get() == 2);
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("the function's job is done", () -> fixture.jobs() == 10);
    assertThat(fixture.received).hasSize(1);
    assertThat(inside).hasValue(2);
    gate.countDown();
    fixture.awaitNoJobs();
    assertThat(inside).hasValue(10);
  }

  @Test
  void backlog_claimedAheadOfSlowJobs_isLeftToAnotherNode() {
    JobKind turning =
        fixture.kind(
            "bill",
            attempt -> {
              if (JobsFixture.text(attempt).equals("slow")) {
                gate.await();
              }
              return success();
            });
    Jobs node = fixture.node("a");
    node.register(turning);
    enqueue(node, 300, "quick");
    enqueue(node, 60, "slow");
    node.start();
    Eventually.until("the quick ones are done", () -> fixture.jobs() == 60);
    Eventually.until("what waits is given back", () -> picked() == 10);
    fixture.started("b", fixture.kind("bill", attempt -> success()));
    Eventually.until("another node does it", () -> fixture.jobs() <= 10);
    gate.countDown();
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSizeGreaterThanOrEqualTo(360);
  }

  @Test
  void enqueue_thatIsNotCommitted_doesNotHoldUpOthers() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> success()));
    fixture.database.transaction(
        tx -> {
          for (int i = 0; i < 20; i++) {
            node.enqueue(tx, "open" + i, "bill", new byte[0]);
          }
          enqueue(node, 40, "others");
          fixture.awaitNoJobs();
          assertThat(fixture.received).hasSize(40);
          return tx;
        });
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(60);
  }

  @Test
  void close_withABacklogClaimedAhead_givesItBackAtOnce() {
    JobKind brief =
        fixture.kind(
            "bill",
            attempt -> {
              Thread.sleep(1);
              return success();
            });
    Jobs node = fixture.node("a");
    node.register(brief);
    enqueue(node, 1000, "quick");
    node.start();
    Eventually.until("it is under way", () -> fixture.received.size() > 100);
    node.close();
    assertThat(picked()).isZero();
    assertThat(fixture.jobs()).isEqualTo(1000 - fixture.received.size());
  }

  private void enqueue(Jobs node, int number, String payload) {
    for (int i = 0; i < number; i++) {
      fixture.enqueue(node, payload + i, "bill", payload);
    }
  }

  private long picked() {
    return fixture.count("SELECT COUNT(*) FROM forebay_jobs WHERE picked");
  }

  @Test
  void kind_ofALaneThatIsNotThere_isRefused() {
    Jobs node = fixture.node("a");
    JobKind kind = JobKind.of("load:heroes", "lods", payload -> {});
    assertThatThrownBy(() -> node.register(kind)).hasMessage("there is no lane lods");
  }

  @Test
  void attempt_pastItsDeadline_isInterruptedAndHasFailed() {
    JobKind late =
        new JobKind(
            "report",
            JobsFixture.LANE,
            attempt -> {
              gate.await();
              return success();
            },
            new RetryPolicy(0, Duration.ZERO, Duration.ZERO),
            Duration.ofMillis(50));
    Jobs node = fixture.started("a", late);
    fixture.enqueue(node, "e1", "report", "{}");
    fixture.awaitNoJobs();
    DeadLetter letter = fixture.onlyLetter(node).letter();
    assertThat(letter.errorType()).isEqualTo("Deadline");
    assertThat(letter.errorMessage()).isEqualTo("The attempt took longer than 50 ms");
  }

  @Test
  void handler_thatThrows_hasFailed() {
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt -> {
                  throw new IllegalStateException("no such customer");
                }));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.awaitNoJobs();
    DeadLetter letter = fixture.onlyLetter(node).letter();
    assertThat(letter.errorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(letter.attempts()).isEqualTo(3);
  }

  @Test
  void failures_ofTheMoment_areNotCounted() {
    AtomicInteger attempts = new AtomicInteger();
    JobError away = JobError.of("FB401", "The database is away");
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt ->
                    attempts.incrementAndGet() < 6
                        ? new JobOutcome.Disturbed(away)
                        : failure("no such customer")));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.awaitNoJobs();
    assertThat(fixture.onlyLetter(node).letter().attempts()).isEqualTo(3);
    assertThat(attempts).hasValue(8);
  }

  @Test
  void failures_ofTheMomentForLongerThanIsWaited_areCounted() {
    JobError away = JobError.of("FB401", "The database is away");
    Jobs node =
        fixture.started("a", fixture.kind("bill", attempt -> new JobOutcome.Disturbed(away)));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it was tried", () -> !fixture.received.isEmpty());
    fixture.clock.forward(Duration.ofHours(2));
    fixture.awaitNoJobs();
    assertThat(fixture.onlyLetter(node).letter().errorType()).isEqualTo("FB401");
  }

  @Test
  void outcome_thatCannotBeStored_doesNotHoldUpOthers() {
    fixture.node("a");
    fixture.test.run(
        "ALTER TABLE forebay_dead_letters ADD CONSTRAINT no_e1 CHECK (event_id <> 'e1')");
    Jobs node =
        fixture.started(
            "a",
            fixture.kind("bill", attempt -> failure("no")),
            fixture.kind("audit", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it was tried to the end", () -> fixture.received.size() >= 3);
    fixture.enqueue(node, "e2", "audit", "{}");
    Eventually.until("the other is done", () -> fixture.jobs() == 1);
    fixture.test.run("ALTER TABLE forebay_dead_letters DROP CONSTRAINT no_e1");
    fixture.awaitNoJobs();
  }
}
