package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobError;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Disturbed;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Failed;
import dev.forebay.jobs.kind.JobOutcome.FailedForGood;
import dev.forebay.jobs.kind.JobOutcome.Postponed;
import dev.forebay.jobs.table.DeadLetterTable;
import dev.forebay.jobs.table.EventKey;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.EventTable.Event;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.mysql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
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

  /** After an attempt. */
  End end(Claimed job, JobOutcome outcome) {
    return switch (outcome) {
      case Done _ -> new End.Finished(job.taken());
      case Failed failed -> failed(job, failed);
      case Disturbed disturbed -> disturbed(job, disturbed);
      case FailedForGood failed -> abandoned(job, failed);
      case Postponed _ -> release(job.taken(), job.taken().due());
    };
  }

  /** After an attempt whose outcome could not be stored. */
  End tryLater(Taken taken) {
    return release(taken, now().plus(OUR_BACKOFF));
  }

  /** After an attempt whose process ended, or lost the database, before the attempt did. */
  void crashed(Session tx, Taken taken) {
    EventTable.find(tx, new EventKey(taken.job().instance()))
        .ifPresentOrElse(event -> crashed(tx, taken, event), () -> JobTable.remove(tx, taken));
  }

  private void crashed(Session tx, Taken taken, Event event) {
    if (event.crashes() + 1 >= MAX_CRASHES) {
      if (JobTable.remove(tx, taken)) {
        giveUp(tx, event, crashFailure());
      }
    } else if (JobTable.release(tx, taken, now())) {
      EventTable.countCrash(tx, event.key());
    }
  }

  private End failed(Claimed job, Failed failed) {
    int failures = job.event().failures() + 1;
    return job.kind()
        .retry()
        .pauseAfter(failures)
        .map(pause -> again(job, pause, tx -> EventTable.countFailure(tx, job.event().key())))
        .orElseGet(() -> end(job, new FailedForGood(failed.error(), failed.log())));
  }

  private End disturbed(Claimed job, Disturbed disturbed) {
    Duration age = Duration.between(job.event().createdAt(), now());
    return job.kind()
        .retry()
        .pauseAtAge(age)
        .map(pause -> again(job, pause, tx -> {}))
        .orElseGet(() -> end(job, new Failed(disturbed.error(), "")));
  }

  private End again(Claimed job, Duration pause, Consumer<Session> count) {
    Instant next = now().plus(pause);
    LOG.info("{} {} failed, again at {}", job.kind().name(), job.event().key().requestId(), next);
    return new End.Unfinished(
        job.taken(),
        tx -> {
          if (JobTable.release(tx, job.taken(), next)) {
            count.accept(tx);
          }
        });
  }

  private static End release(Taken taken, Instant due) {
    return new End.Unfinished(taken, tx -> JobTable.release(tx, taken, due));
  }

  private End abandoned(Claimed job, FailedForGood failed) {
    return new End.Unfinished(
        job.taken(),
        tx -> {
          if (JobTable.remove(tx, job.taken())) {
            giveUp(tx, job.event(), failed);
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
        event.key().requestId(),
        attempts,
        failed.error().type());
    DeadLetterTable.insert(tx, event, failed, attempts, now());
    EventTable.finish(tx, List.of(event.key().hex()), now());
  }

  private static FailedForGood crashFailure() {
    String message = "The process ended " + MAX_CRASHES + " times while it handled this event";
    return new FailedForGood(JobError.of("Runtime.ExitError", message), "");
  }

  private Instant now() {
    return clock.instant();
  }
}
