package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.failure;
import static dev.forebay.jobs.JobsFixture.failureForGood;
import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.RetryPolicy;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class JobsTest {
  private final JobsFixture fixture = new JobsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void event_ofACommittedTransaction_isDelivered() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "{\"n\":1}");
    fixture.awaitNoJobs();
    assertThat(fixture.received).containsExactly("{\"n\":1}");
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_events WHERE payload = ''"))
        .isEqualTo(1);
  }

  @Test
  void event_ofARolledBackTransaction_isNot() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> success()));
    assertThatThrownBy(
            () ->
                fixture.database.transaction(
                    tx -> {
                      node.enqueue(tx, "e1", "bill", new byte[0]);
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    fixture.enqueue(node, "e2", "bill", "second");
    fixture.awaitNoJobs();
    assertThat(fixture.received).containsExactly("second");
  }

  @Test
  void event_ofTheSameId_isDeliveredOncePerTarget() {
    Jobs node =
        fixture.started(
            "a",
            fixture.kind("bill", attempt -> success()),
            fixture.kind("audit", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "first");
    fixture.enqueue(node, "e1", "bill", "again");
    fixture.enqueue(node, "e1", "audit", "other target");
    fixture.awaitNoJobs();
    fixture.enqueue(node, "e1", "bill", "after its end");
    fixture.awaitNoJobs();
    assertThat(fixture.received).containsExactlyInAnyOrder("first", "other target");
  }

  @Test
  void attempt_thatFails_isRepeatedWithTheSameRequestId() {
    Set<String> requestIds = ConcurrentHashMap.newKeySet();
    AtomicInteger attempts = new AtomicInteger();
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt -> {
                  requestIds.add(attempt.id());
                  return attempts.incrementAndGet() < 3 ? failure("not yet") : success();
                }));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.awaitNoJobs();
    assertThat(attempts).hasValue(3);
    assertThat(requestIds).hasSize(1);
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_dead_letters")).isZero();
  }

  @Test
  void backoff_ofARetry_isDoubledAndStored() {
    RetryPolicy minutes = new RetryPolicy(2, Duration.ofMinutes(1), Duration.ZERO);
    JobKind slow = new JobKind("bill", JobsFixture.LANE, attempt -> failure("late"), minutes, null);
    Jobs node = fixture.started("a", slow);
    fixture.enqueue(node, "e1", "bill", "{}");
    awaitDueIn(50, 60);
    fixture.clock.forward(Duration.ofMinutes(1));
    awaitDueIn(110, 120);
    fixture.clock.forward(Duration.ofMinutes(2));
    fixture.awaitNoJobs();
    assertThat(fixture.onlyLetter(node).letter().attempts()).isEqualTo(3);
  }

  @Test
  void event_afterItsLastAttempt_isADeadLetter() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> failure("no such customer")));
    fixture.enqueue(node, "e1", "bill", "{\"n\":1}");
    fixture.awaitNoJobs();
    DeadLetter.Content content = fixture.onlyLetter(node);
    assertThat(content.letter().function()).isEqualTo("bill");
    assertThat(content.letter().eventId()).isEqualTo("e1");
    assertThat(content.letter().attempts()).isEqualTo(3);
    assertThat(content.letter().errorType()).isEqualTo("test.Error");
    assertThat(content.letter().errorMessage()).isEqualTo("no such customer");
    assertThat(content.letter().receivedAt()).isBefore(content.letter().lastFailedAt());
    assertThat(content.letter().replayedAt()).isNull();
    assertThat(content.payload()).asString().isEqualTo("{\"n\":1}");
    assertThat(content.log()).isEqualTo("logged");
    assertThat(content.error())
        .isEqualTo(
            "{\"errorMessage\":\"no such customer\",\"errorType\":\"test.Error\","
                + "\"stackTrace\":[\"a.B.c(B.java:1)\"]}");
    assertThat(fixture.received).hasSize(3);
  }

  @Test
  void event_thatFailsForGood_isADeadLetterAtOnce() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> failureForGood("line 3")));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(1);
    assertThat(fixture.onlyLetter(node).letter().attempts()).isEqualTo(1);
  }

  @Test
  void work_thatBlamesItsInput_isADeadLetterAtOnce() {
    Jobs node =
        fixture.started(
            "a",
            JobKind.of(
                "load:heroes",
                "loads",
                payload -> {
                  throw new ForebayException(
                      ErrorCode.LOAD_REJECTED, "2 lines", "line 3: xp", null, null);
                }));
    fixture.enqueue(node, "e1", "load:heroes", "{}");
    fixture.awaitNoJobs();
    DeadLetter letter = fixture.onlyLetter(node).letter();
    assertThat(letter.errorType()).isEqualTo("FB606");
    assertThat(letter.errorMessage()).isEqualTo("2 lines\nline 3: xp");
    assertThat(letter.attempts()).isEqualTo(1);
  }

  @Test
  void work_thatDeadlocked_isTriedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    JobKind.Work work =
        payload -> {
          if (attempts.incrementAndGet() == 1) {
            throw new ForebayException(ErrorCode.LOCK_CONFLICT, "deadlock");
          }
        };
    JobKind quick =
        new JobKind(
            "load:heroes",
            "loads",
            JobKind.of("load:heroes", "loads", work).handler(),
            JobsFixture.RETRY,
            null);
    Jobs node = fixture.started("a", quick);
    fixture.enqueue(node, "e1", "load:heroes", "{}");
    fixture.awaitNoJobs();
    assertThat(attempts).hasValue(2);
  }

  @Test
  void bug_ofATarget_isTriedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt -> {
                  if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("a bug");
                  }
                  return success();
                }));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.awaitNoJobs();
    assertThat(attempts).hasValue(2);
  }

  @Test
  void enqueue_toAnUnknownTargetOrWithTooMuch_isRefused() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> success()));
    assertRefused(ErrorCode.NO_SUCH_FUNCTION, () -> fixture.enqueue(node, "e", "nobody", "{}"));
    assertRefused(
        ErrorCode.BODY_TOO_LARGE,
        () -> fixture.enqueue(node, "e", "bill", "x".repeat(1024 * 1024 + 1)));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> fixture.enqueue(node, "x".repeat(2049), "bill", "{}"));
    fixture.enqueue(node, "x".repeat(2048), "bill", "y".repeat(1024 * 1024));
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(1);
  }

  @Test
  void thousandEvents_onTwoNodes_areDeliveredOnceEach() {
    JobKind first = fixture.kind("bill", attempt -> success());
    Jobs one = fixture.started("a", first);
    Jobs other = fixture.started("b", fixture.kind("bill", attempt -> success()));
    IntStream.range(0, 1000)
        .parallel()
        .forEach(i -> fixture.enqueue(i % 2 == 0 ? one : other, "e" + i, "bill", "" + i));
    fixture.awaitNoJobs();
    assertThat(fixture.received).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void busyTarget_withABacklog_doesNotHoldUpOthers() {
    CountDownLatch gate = new CountDownLatch(1);
    Places places = new Places(1, gate);
    Jobs node =
        fixture.started(
            "a",
            new JobKind("slow", JobsFixture.LANE, places, JobsFixture.RETRY, null),
            fixture.kind("quick", attempt -> success()));
    for (int i = 0; i < 50; i++) {
      fixture.enqueue(node, "s" + i, "slow", "{}");
    }
    Eventually.until("the slow one is busy", places::busy);
    fixture.enqueue(node, "q", "quick", "quick");
    Eventually.until("the quick one is done", () -> fixture.received.contains("quick"));
    Eventually.until("and no other", () -> fixture.jobs() == 50);
    gate.countDown();
    fixture.awaitNoJobs();
    assertThat(places.most()).isEqualTo(1);
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_dead_letters")).isZero();
  }

  @Test
  void purge_ofEndedEvents_forgetsTheirIds() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> success()));
    fixture.enqueue(node, "e1", "bill", "first");
    fixture.awaitNoJobs();
    fixture.clock.forward(Duration.ofHours(25));
    Eventually.until(
        "it is forgotten", () -> fixture.count("SELECT COUNT(*) FROM forebay_events") == 0);
    fixture.enqueue(node, "e1", "bill", "second");
    fixture.awaitNoJobs();
    assertThat(fixture.received).isEqualTo(List.of("first", "second"));
  }

  private void awaitDueIn(int least, int most) {
    String due =
        "SELECT COUNT(*) FROM forebay_jobs WHERE task_name = 'bill' AND NOT picked"
            + " AND execution_time BETWEEN ? AND ?";
    Eventually.until(
        "it is due in " + least + " to " + most + " s",
        () ->
            fixture.database.read(
                    session ->
                        session
                            .queryOne(
                                due,
                                List.of(
                                    fixture.clock.instant().plusSeconds(least),
                                    fixture.clock.instant().plusSeconds(most)),
                                row -> row.longValue(1))
                            .orElseThrow())
                == 1);
  }

  private static void assertRefused(ErrorCode code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(ForebayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
