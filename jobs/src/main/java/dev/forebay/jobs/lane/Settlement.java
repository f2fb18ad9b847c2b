package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobError;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Cancelled;
import dev.forebay.jobs.kind.JobOutcome.Disturbed;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Failed;
import dev.forebay.jobs.kind.JobOutcome.FailedForGood;
import dev.forebay.jobs.kind.JobOutcome.Postponed;
import dev.forebay.jobs.table.Course;
import dev.forebay.jobs.table.DeadLetterTable;
import dev.forebay.jobs.table.EventKey;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.EventTable.Event;
import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.mysql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is stored of an attempt: that the job is done, tried again later, or given up. Nothing where
 * another node has taken the job meanwhile.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  /** A handler that ends its process each time must not do so for ever. */
  private static final int MAX_CRASHES = 5;

  private static final Duration OUR_BACKOFF = Duration.ofSeconds(1);

  private final InstantSource clock;

  Settlement(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * After an attempt.
   *
   * @param course what is to be seen of it, where it is the last; null for nothing
   */
  End end(Claimed job, JobOutcome outcome, @Nullable Course course) {
    return switch (outcome) {
      case Done _ -> new End.Finished(job.taken(), course);
      case Failed failed -> failed(job, failed, course);
      case Disturbed disturbed -> disturbed(job, disturbed, course);
      case FailedForGood failed -> abandoned(job, failed, course);
      case Cancelled _ -> cancelled(job, course);
      case Postponed _ -> released(job.taken(), job.taken().due());
    };
  }

  /** After an attempt whose outcome could not be stored. */
  End tryLater(Taken taken) {
    return released(taken, now().plus(OUR_BACKOFF));
  }

  /**
   * Lets any node take the job, unless it is to be cancelled: then it has ended. False where it is
   * not to be taken again, or another node has it.
   */
  boolean release(Session tx, Taken taken, Instant due) {
    if (JobTable.release(tx, taken, due)) {
      return true;
    }
    if (JobTable.removeCancelled(tx, taken)) {
      EventTable.finish(tx, List.of(taken.job().instance()), JobState.CANCELLED, now());
    }
    return false;
  }

  /** After an attempt whose process ended, or lost the database, before the attempt did. */
  void crashed(Session tx, Taken taken) {
    EventTable.find(tx, new EventKey(taken.job().instance()))
        .ifPresentOrElse(event -> crashed(tx, taken, event), () -> JobTable.remove(tx, taken));
  }

  /** A job that was claimed ahead, and had not begun, has nothing to do with the crash. */
  private void crashed(Session tx, Taken taken, Event event) {
    boolean counts = JobTable.hadBegun(tx, taken).orElse(false);
    if (counts && event.crashes() + 1 >= MAX_CRASHES) {
      if (JobTable.remove(tx, taken)) {
        giveUp(tx, event, crashFailure());
      }
    } else if (release(tx, taken, now()) && counts) {
      EventTable.countCrash(tx, event.key());
    }
  }

  private End failed(Claimed job, Failed failed, @Nullable Course course) {
    int failures = job.event().failures() + 1;
    return job.kind()
        .retry()
        .pauseAfter(failures)
        .map(pause -> again(job, pause, tx -> EventTable.countFailure(tx, job.event().key())))
        .orElseGet(() -> end(job, new FailedForGood(failed.error(), failed.log()), course));
  }

  private End disturbed(Claimed job, Disturbed disturbed, @Nullable Course course) {
    Duration age = Duration.between(job.event().createdAt(), now());
    return job.kind()
        .retry()
        .pauseAtAge(age)
        .map(pause -> again(job, pause, tx -> {}))
        .orElseGet(() -> end(job, new Failed(disturbed.error(), ""), course));
  }

  private End again(Claimed job, Duration pause, Consumer<Session> count) {
    Instant next = now().plus(pause);
    LOG.info("{} {} failed, again at {}", job.kind().name(), job.event().key().id(), next);
    return new End.Unfinished(
        job.taken(),
        tx -> {
          if (release(tx, job.taken(), next)) {
            count.accept(tx);
          }
        });
  }

  private End released(Taken taken, Instant due) {
    return new End.Unfinished(taken, tx -> release(tx, taken, due));
  }

  private End abandoned(Claimed job, FailedForGood failed, @Nullable Course course) {
    return last(job, course, tx -> giveUp(tx, job.event(), failed));
  }

  private End cancelled(Claimed job, @Nullable Course course) {
    LOG.info("{} {} is cancelled", job.kind().name(), job.event().key().id());
    return last(
        job,
        course,
        tx -> EventTable.finish(tx, List.of(job.event().key().hex()), JobState.CANCELLED, now()));
  }

  private static End last(Claimed job, @Nullable Course course, Consumer<Session> end) {
    return new End.Unfinished(
        job.taken(),
        tx -> {
          if (JobTable.remove(tx, job.taken())) {
            if (course != null) {
              EventTable.note(tx, job.event().key(), course);
            }
            end.accept(tx);
          } else {
            LOG.info("{} was taken by another node meanwhile", job.taken().job());
          }
        });
  }

  private void giveUp(Session tx, Event event, FailedForGood failed) {
    int attempts = event.failures() + event.crashes() + 1;
    LOG.warn(
        "{} {} is given up after {} attempts: {}",
        event.target(),
        event.key().id(),
        attempts,
        failed.error().type());
    DeadLetterTable.insert(tx, event, failed, attempts, now());
    EventTable.noteError(tx, event.key(), failed.error().type());
    EventTable.finish(tx, List.of(event.key().hex()), JobState.FAILED, now());
  }

  private static FailedForGood crashFailure() {
    String message = "The process ended " + MAX_CRASHES + " times while it handled this event";
    return new FailedForGood(JobError.of("Runtime.ExitError", message), "");
  }

  private Instant now() {
    return clock.instant();
  }
}
