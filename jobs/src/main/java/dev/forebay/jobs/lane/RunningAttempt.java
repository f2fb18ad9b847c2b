package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobAttempt;
import dev.forebay.jobs.kind.JobError;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Failed;
import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.jobs.table.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt under way. Its thread is its own and never talks to the database about the job, so
 * that it may be interrupted at any time.
 */
final class RunningAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Claimed job;
  private final Instant begun;
  private final AtEnd atEnd;
  private final Thread thread;
  private final long started = System.nanoTime();
  private volatile @Nullable JobProgress progress;
  private volatile @Nullable JobProgress stored;
  private @Nullable JobOutcome cutShort;

  /** Is told of the end, on the attempt's thread. */
  @FunctionalInterface
  interface AtEnd {
    void ended(RunningAttempt attempt, JobOutcome outcome);
  }

  RunningAttempt(Claimed job, Instant begun, AtEnd atEnd) {
    this.job = job;
    this.begun = begun;
    this.atEnd = atEnd;
    this.thread = Thread.ofVirtual().name("job-" + job.kind().name()).unstarted(this::run);
  }

  /** How long ago it began. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  void start() {
    thread.start();
  }

  Claimed job() {
    return job;
  }

  /** What is told of it. */
  Course course() {
    return new Course(begun, progress);
  }

  /** The same, if it is worth a statement of its own: null where it was quick and told nothing. */
  @Nullable Course notableCourse() {
    return progress == null && age().compareTo(SLOW) < 0 ? null : course();
  }

  /** Whether it has told something that this was not yet asked about. */
  boolean takeNews() {
    JobProgress now = progress;
    boolean news = !Objects.equals(now, stored);
    stored = now;
    return news;
  }

  /** Interrupts it, once; unless it is done all the same, this is how it ends. */
  synchronized void cutShort(JobOutcome outcome) {
    if (cutShort == null) {
      cutShort = outcome;
      thread.interrupt();
    }
  }

  /** Interrupts it where it has passed its deadline. */
  void checkDeadline(Instant now) {
    Duration deadline = job.kind().deadline();
    if (deadline != null && begun.plus(deadline).isBefore(now)) {
      String message = "The attempt took longer than " + deadline.toMillis() + " ms";
      cutShort(new Failed(JobError.of("Deadline", message), ""));
    }
  }

  private void run() {
    JobOutcome outcome = attempt();
    atEnd.ended(this, outcome instanceof Done ? outcome : reason(outcome));
  }

  private void tell(JobProgress now) {
    progress = now;
  }

  private synchronized JobOutcome reason(JobOutcome outcome) {
    return cutShort == null ? outcome : cutShort;
  }

  private JobOutcome attempt() {
    try {
      return job.kind()
          .handler()
          .run(new JobAttempt(job.event().key().id(), job.event().payload(), this::tell));
    } catch (InterruptedException e) {
      return new Failed(JobError.of(e), "");
    } catch (RuntimeException | Error e) {
      LOG.warn("The handler of {} threw", job.kind().name(), e);
      return new Failed(JobError.of(e), "");
    }
  }
}
