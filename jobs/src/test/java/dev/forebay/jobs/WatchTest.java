package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.failure;
import static dev.forebay.jobs.JobsFixture.failureForGood;
import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.jobs.kind.RetryPolicy;
import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.ListPlace;
import dev.forebay.jobs.watch.JobFilter;
import dev.forebay.jobs.watch.JobPage;
import dev.forebay.jobs.watch.JobView;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs as they are seen and cancelled. */
@EveryServer
class WatchTest {
  private final JobsFixture fixture = new JobsFixture();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    fixture.close();
  }

  @Test
  void job_thatWaits_isShownWithItsLaneAndTimes() {
    Jobs node = unstarted();
    fixture.enqueue(node, "e1", "bill", "secret");
    JobView job = only(node, JobState.WAITING);
    assertThat(job.kind()).isEqualTo("bill");
    assertThat(job.lane()).isEqualTo(JobsFixture.LANE);
    assertThat(job.id()).matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}");
    assertThat(job.times().created()).isEqualTo(job.times().due());
    assertThat(job.times().started()).isNull();
    assertThat(job.toString()).doesNotContain("secret");
    assertThat(node.all().get(job.id())).isEqualTo(job);
  }

  @Test
  void job_thatRuns_tellsHowFarItIsOnceASecond() {
    AtomicInteger told = new AtomicInteger();
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "load",
                attempt -> {
                  for (int i = 1; i <= 100_000; i++) {
                    attempt.progress().accept(new JobProgress(i, 200_000L, "bytes"));
                    told.set(i);
                  }
                  gate.await();
                  return success();
                }));
    fixture.enqueue(node, "e1", "load", "{}");
    Eventually.until(
        "its progress is stored",
        () ->
            list(node, JobState.RUNNING).stream()
                .anyMatch(
                    job ->
                        new JobProgress(100_000, 200_000L, "bytes")
                            .equals(job.attempts().progress())));
    assertThat(only(node, JobState.RUNNING).times().started()).isNotNull();
    gate.countDown();
    fixture.awaitNoJobs();
    JobView ended = only(node, JobState.DONE);
    assertThat(ended.attempts().progress()).isEqualTo(new JobProgress(100_000, 200_000L, "bytes"));
    assertThat(ended.times().started()).isBefore(ended.times().ended());
  }

  @Test
  void job_thatIsTriedAgainAndThenGivenUp_isScheduledAndThenFailed() {
    RetryPolicy minute = new RetryPolicy(1, Duration.ofMinutes(1), Duration.ZERO);
    Jobs node =
        fixture.started(
            "a", new JobKind("bill", JobsFixture.LANE, attempt -> failure("no"), minute, null));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it waits", () -> !list(node, JobState.SCHEDULED, "bill").isEmpty());
    assertThat(list(node, JobState.SCHEDULED, "bill").getFirst().attempts().failures())
        .isEqualTo(1);
    fixture.clock.forward(Duration.ofMinutes(2));
    fixture.awaitNoJobs();
    assertThat(only(node, JobState.FAILED).attempts().errorType()).isEqualTo("test.Error");
  }

  @Test
  void list_ofEveryState_comesInPagesWithoutGapsOrRepeats() {
    Jobs node = unstarted();
    for (int i = 0; i < 7; i++) {
      fixture.enqueue(node, "e" + i, "bill", "{}");
      fixture.enqueue(node, "e" + i, "audit", "{}");
    }
    fixture.test.run(
        "UPDATE forebay_jobs SET execution_time = '2026-01-01'",
        "UPDATE forebay_events SET finished_at = '2026-01-01', outcome = 'done'"
            + " WHERE target = 'audit'",
        "DELETE FROM forebay_jobs WHERE task_name = 'audit'");
    node.start();
    gate.countDown();
    fixture.awaitNoJobs();
    List<JobView> all = new ArrayList<>();
    JobPage page = node.all().list(filter(null, null, ListPlace.START, 3));
    while (page.next() != null) {
      all.addAll(page.jobs());
      ListPlace next = ListPlace.parse(page.next().text()).orElseThrow();
      page = node.all().list(filter(null, null, next, 3));
    }
    all.addAll(page.jobs());
    assertThat(all).extracting(JobView::id).doesNotHaveDuplicates();
    assertThat(all).filteredOn(job -> job.state() == JobState.DONE).hasSize(14);
    assertThat(all)
        .filteredOn(job -> job.recurs() != null)
        .extracting(JobView::kind)
        .containsExactly("recurring:purge");
    assertThat(all)
        .extracting(job -> job.times().due() == null ? job.times().ended() : job.times().due())
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void list_byKindAndLane_hasOnlyThose() {
    Jobs node = unstarted();
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.enqueue(node, "e1", "audit", "{}");
    assertThat(list(node, null, "bill")).extracting(JobView::kind).containsExactly("bill");
    assertThat(list(node, null, "nobody")).isEmpty();
    JobFilter lane = new JobFilter(null, null, "loads", ListPlace.START, 10);
    assertThat(node.all().list(lane).jobs()).isEmpty();
  }

  @Test
  void cancel_ofOneThatWaits_endsItAtOnce() {
    Jobs node = unstarted();
    fixture.enqueue(node, "e1", "bill", "{}");
    JobView cancelled = node.all().cancel(only(node, JobState.WAITING).id());
    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.times().ended()).isNotNull();
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_events WHERE payload = ''")).isOne();
    node.start();
    fixture.enqueue(node, "e1", "bill", "the same again");
    assertThat(fixture.jobs()).isZero();
    assertRefused(ErrorCode.JOB_ENDED, node, cancelled.id());
  }

  @Test
  void cancel_ofOneThatRunsElsewhere_interruptsIt() {
    CountDownLatch never = new CountDownLatch(1);
    Jobs running = fixture.started("a", fixture.kind("bill", attempt -> after(never)));
    Jobs other = fixture.started("b");
    fixture.enqueue(running, "e1", "bill", "{}");
    Eventually.until("it runs", () -> fixture.received.size() == 1);
    JobView asked = other.all().cancel(only(other, JobState.RUNNING).id());
    assertThat(asked.state()).isEqualTo(JobState.RUNNING);
    assertThat(asked.times().cancelRequested()).isNotNull();
    assertThat(asked.lane()).isNull();
    fixture.awaitNoJobs();
    assertThat(only(other, JobState.CANCELLED).id()).isEqualTo(asked.id());
    assertThat(fixture.count("SELECT COUNT(*) FROM forebay_dead_letters")).isZero();
    assertThat(fixture.received).hasSize(1);
  }

  @Test
  void cancel_ofOneThatIgnoresIt_letsItEnd() {
    CountDownLatch interrupted = new CountDownLatch(1);
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt -> {
                  try {
                    gate.await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                  gate.await();
                  return success();
                }));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it runs", () -> fixture.received.size() == 1);
    node.all().cancel(only(node, JobState.RUNNING).id());
    Eventually.until("it is interrupted", () -> interrupted.getCount() == 0);
    assertThat(node.all().cancel(only(node, JobState.RUNNING).id()).state())
        .isEqualTo(JobState.RUNNING);
    gate.countDown();
    fixture.awaitNoJobs();
    assertThat(list(node, JobState.DONE)).hasSize(1);
  }

  @Test
  void cancel_ofOneWhoseNodeDies_isDoneByAnother() {
    Jobs node = unstarted();
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.test.run(
        "UPDATE forebay_jobs SET picked = TRUE, picked_by = 'gone', version = 2,"
            + " started_at = UTC_TIMESTAMP(6), last_heartbeat = UTC_TIMESTAMP(6)"
            + " WHERE task_name = 'bill'");
    node.all().cancel(only(node, JobState.RUNNING).id());
    node.start();
    fixture.awaitNoJobs();
    assertThat(list(node, JobState.CANCELLED)).hasSize(1);
    assertThat(fixture.received).isEmpty();
  }

  @Test
  void cancel_ofOneThatAStopCutsShort_isItsEnd() {
    CountDownLatch never = new CountDownLatch(1);
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt -> {
                  try {
                    return after(never);
                  } catch (InterruptedException e) {
                    return failure("interrupted");
                  }
                }));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it runs", () -> fixture.received.size() == 1);
    fixture.test.run("UPDATE forebay_jobs SET cancelled_at = UTC_TIMESTAMP(6)");
    node.close();
    assertThat(list(node, JobState.CANCELLED)).hasSize(1);
  }

  @Test
  void cancel_ofARecurringOrUnknownOne_isRefused() {
    Jobs node = unstarted();
    node.start();
    String recurring = list(node, null, "recurring:purge").getFirst().id();
    assertRefused(ErrorCode.JOB_RECURS, node, recurring);
    for (String id :
        List.of("", "x", "%", "00000000-0000-8000-8000-000000000000", "recurring:purge")) {
      assertRefused(ErrorCode.NO_SUCH_JOB, node, id);
    }
  }

  @Test
  void event_thatAFormerVersionHasEnded_isNotKnown() {
    Jobs node = unstarted();
    fixture.enqueue(node, "e1", "bill", "{}");
    String id = only(node, JobState.WAITING).id();
    fixture.test.run(
        "DELETE FROM forebay_jobs", "UPDATE forebay_events SET finished_at = UTC_TIMESTAMP(6)");
    assertThat(list(node, null, "bill")).isEmpty();
    assertRefused(ErrorCode.NO_SUCH_JOB, node, id);
  }

  @Test
  void job_givenUpAtOnce_hasItsError() {
    Jobs node = fixture.started("a", fixture.kind("bill", attempt -> failureForGood("no")));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.awaitNoJobs();
    assertThat(only(node, JobState.FAILED).attempts().errorType()).isEqualTo("test.Error");
  }

  private Jobs unstarted() {
    Jobs node = fixture.node("a");
    node.register(fixture.kind("bill", attempt -> after(gate)));
    node.register(fixture.kind("audit", attempt -> after(gate)));
    return node;
  }

  private static JobView only(Jobs node, JobState state) {
    List<JobView> found = list(node, state).stream().filter(job -> job.recurs() == null).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<JobView> list(Jobs node, @Nullable JobState state) {
    return list(node, state, null);
  }

  private static List<JobView> list(Jobs node, @Nullable JobState state, @Nullable String kind) {
    return node.all().list(filter(state, kind, ListPlace.START, 100)).jobs();
  }

  private static JobFilter filter(
      @Nullable JobState state, @Nullable String kind, ListPlace from, int limit) {
    return new JobFilter(state, kind, null, from, limit);
  }

  private static void assertRefused(ErrorCode code, Jobs node, String id) {
    assertThatThrownBy(() -> node.all().cancel(id))
        .isInstanceOfSatisfying(ForebayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static JobOutcome after(CountDownLatch gate) throws InterruptedException {
    gate.await();
    return success();
  }
}
