package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.failure;
import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class RecoveryTest {
  private static final String FRESH = "'9999-01-01'";

  private final JobsFixture fixture = new JobsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void job_ofThisNodesFormerProcess_isTakenUpAtTheStart() {
    Jobs node = fixture.node("a");
    node.register(fixture.kind("bill", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "{}");
    takenBy("a", FRESH);
    node.start();
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(1);
  }

  @Test
  void job_ofANodeThatIsGone_isTakenByAnother() {
    Jobs node = fixture.node("a");
    node.register(fixture.kind("bill", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "{}");
    takenBy("gone", "UTC_TIMESTAMP(6)");
    node.start();
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(1);
  }

  @Test
  void job_ofANodeThatConfirmsIt_isLeftAlone() {
    CountDownLatch gate = new CountDownLatch(1);
    JobKind waiting = fixture.kind("bill", attempt -> after(gate));
    Jobs first = fixture.started("a", waiting);
    fixture.started("b", fixture.kind("other", attempt -> success()), waiting);
    fixture.enqueue(first, "e1", "bill", "{}");
    Eventually.until("it runs", () -> !fixture.received.isEmpty());
    String heartbeats = "SELECT COUNT(*) FROM forebay_jobs WHERE picked AND last_heartbeat > ";
    Eventually.until(
        "it is confirmed",
        () -> fixture.count(heartbeats + "execution_time + INTERVAL 1 SECOND") == 1);
    gate.countDown();
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(1);
  }

  @Test
  void crash_ofAProcess_isNotAnAttempt() {
    Jobs node = fixture.node("a");
    node.register(fixture.kind("bill", attempt -> failure("no")));
    fixture.enqueue(node, "e1", "bill", "{}");
    takenBy("a", FRESH);
    node.start();
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(3);
    assertThat(fixture.onlyLetter(node).letter().attempts()).isEqualTo(4);
  }

  @Test
  void crash_ofAProcess_countsOnlyForWhatHadBegun() {
    Jobs node = fixture.node("a");
    node.register(fixture.kind("bill", attempt -> success()));
    fixture.enqueue(node, "begun", "bill", "{}");
    fixture.enqueue(node, "ahead", "bill", "{}");
    takenBy("a", FRESH);
    fixture.test.run(
        "UPDATE forebay_jobs j JOIN forebay_events e ON e.event_key = j.task_instance"
            + " SET j.started_at = NULL WHERE event_id = 'ahead'");
    node.start();
    fixture.awaitNoJobs();
    assertThat(fixture.count("SELECT SUM(crashes) FROM forebay_events WHERE event_id = 'begun'"))
        .isOne();
    assertThat(fixture.count("SELECT SUM(crashes) FROM forebay_events WHERE event_id = 'ahead'"))
        .isZero();
  }

  @Test
  void jobs_claimedAhead_haveBegunOnceTheyRun() {
    CountDownLatch gate = new CountDownLatch(1);
    Jobs node = fixture.node("a");
    node.register(
        fixture.kind(
            "bill", attempt -> JobsFixture.text(attempt).equals("slow") ? after(gate) : success()));
    for (int i = 0; i < 300; i++) {
      fixture.enqueue(node, "q" + i, "bill", "quick");
    }
    for (int i = 0; i < 60; i++) {
      fixture.enqueue(node, "s" + i, "bill", "slow");
    }
    node.start();
    Eventually.until(
        "ten run, and no other is taken",
        () ->
            fixture.count("SELECT COUNT(*) FROM forebay_jobs WHERE started_at IS NOT NULL") == 10
                && fixture.count("SELECT COUNT(*) FROM forebay_jobs WHERE picked") == 10);
    gate.countDown();
    fixture.awaitNoJobs();
  }

  @Test
  void event_thatEndsItsProcessEachTime_isADeadLetterInTheEnd() {
    Jobs node = fixture.node("a");
    node.register(fixture.kind("bill", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "{}");
    takenBy("a", FRESH);
    fixture.test.run("UPDATE forebay_events SET crashes = 4");
    node.start();
    fixture.awaitNoJobs();
    DeadLetter letter = fixture.onlyLetter(node).letter();
    assertThat(letter.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(letter.errorMessage())
        .isEqualTo("The process ended 5 times while it handled this event");
    assertThat(letter.attempts()).isEqualTo(5);
    assertThat(fixture.received).isEmpty();
  }

  @Test
  void outcome_ofAJobThatAnotherNodeTook_isNotStored() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    JobKind waiting =
        fixture.kind(
            "bill",
            attempt -> {
              JobOutcome result = after(gate);
              ended.incrementAndGet();
              return result;
            });
    Jobs node = fixture.started("a", waiting);
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it runs", () -> fixture.received.size() == 1);
    fixture.test.run(
        "UPDATE forebay_jobs SET picked_by = 'b', version = version + 1, last_heartbeat = "
            + FRESH
            + " WHERE task_name = 'bill'");
    gate.countDown();
    Eventually.until("it has ended", () -> ended.get() == 1);
    fixture.enqueue(node, "e2", "bill", "second");
    Eventually.until("the second has ended", () -> fixture.jobs() == 1);
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_events WHERE finished_at IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void outcomes_ofWhichAnotherNodeTookOne_areStoredButForThat() {
    CountDownLatch gate = new CountDownLatch(1);
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> after(gate)));
    for (int i = 0; i < 7; i++) {
      fixture.enqueue(node, "e" + i, "bill", "{}");
    }
    Eventually.until("they run", () -> fixture.received.size() == 7);
    fixture.test.run(
        "UPDATE forebay_jobs SET picked_by = 'b', version = version + 1, last_heartbeat = "
            + FRESH
            + " WHERE task_name = 'bill' LIMIT 1");
    gate.countDown();
    Eventually.until("the others have ended", () -> fixture.jobs() == 1);
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_events WHERE finished_at IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void close_withAJobThatEndsInTime_waitsForIt() {
    CountDownLatch gate = new CountDownLatch(1);
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> after(gate)));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it runs", () -> !fixture.received.isEmpty());
    gate.countDown();
    node.close();
    assertThat(fixture.jobs()).isZero();
  }

  @Test
  void close_withAJobThatDoesNotEnd_givesItBack() {
    CountDownLatch never = new CountDownLatch(1);
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> after(never)));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it runs", () -> !fixture.received.isEmpty());
    node.close();
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_jobs WHERE picked")).isZero();
    Jobs next = fixture.started("b", fixture.kind("bill", attempt -> success()));
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(2);
    assertThat(fixture.count("SELECT MAX(failures + crashes) FROM forebay_events")).isZero();
    assertThat(next.deadLetters().list(1, OptionalLong.empty())).isEmpty();
  }

  private void takenBy(String node, String heartbeat) {
    fixture.test.run(
        """
        UPDATE forebay_jobs SET picked = TRUE, picked_by = '%s', version = 2, last_heartbeat = %s,
          started_at = UTC_TIMESTAMP(6)
        """
            .formatted(node, heartbeat));
  }

  private static JobOutcome after(CountDownLatch gate) throws InterruptedException {
    gate.await();
    return success();
  }
}
