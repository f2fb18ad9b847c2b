package dev.forebay.jobs;

import dev.forebay.jobs.EventTable.Event;
import dev.forebay.jobs.JobOutcome.Done;
import dev.forebay.jobs.JobOutcome.Failed;
import dev.forebay.jobs.JobOutcome.FailedForGood;
import dev.forebay.jobs.JobOutcome.Postponed;
import dev.forebay.jobs.JobTable.Taken;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an attempt ends: done, tried again later, or given up. Each is one transaction, which does
 * nothing where another node has taken the job meanwhile.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  /** A handler that ends its process each time must not do so for ever. */
  static final int MAX_CRASHES = 5;

  private static final Duration OUR_BACKOFF = Duration.ofSeconds(1);

  private final Database database;
  private final InstantSource clock;

  Settlement(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** After an attempt. */
  void settle(JobKind kind, Taken taken, Event event, JobOutcome outcome) {
    switch (outcome) {
      case Done _ -> end(taken, tx -> EventTable.finish(tx, event.key(), now()));
      case Failed failed -> failed(kind, taken, event, failed);
      case FailedForGood failed -> end(taken, tx -> giveUp(tx, kind, event, failed));
      case Postponed _ -> giveBack(taken);
    }
  }

  /** As if it had not been tried. */
  private void giveBack(Taken taken) {
    database.transactionRetrying(tx -> JobTable.release(tx, taken, taken.due()));
  }

  /** After an attempt that went wrong on our side: the database did not answer, or a bug. */
  void tryLater(Taken taken) {
    database.transactionRetrying(tx -> JobTable.release(tx, taken, now().plus(OUR_BACKOFF)));
  }

  /** After an attempt whose process ended, or lost the database, before the attempt did. */
  void crashed(JobKind kind, Taken taken) {
    database.transactionRetrying(
        tx -> {
          EventKey key = new EventKey(taken.job().instance());
          EventTable.find(tx, key)
              .ifPresentOrElse(
                  event -> crashed(tx, kind, taken, event), () -> JobTable.remove(tx, taken));
          return key;
        });
  }

  private void crashed(Session tx, JobKind kind, Taken taken, Event event) {
    if (event.crashes() + 1 >= MAX_CRASHES) {
      if (JobTable.remove(tx, taken)) {
        giveUp(tx, kind, event, crashFailure());
      }
    } else if (JobTable.release(tx, taken, now())) {
      EventTable.countCrash(tx, event.key());
    }
  }

  private void failed(JobKind kind, Taken taken, Event event, Failed failed) {
    int failures = event.failures() + 1;
    if (failures > kind.retries()) {
      FailedForGood last = new FailedForGood(failed.error(), failed.log());
      end(taken, tx -> giveUp(tx, kind, event, last));
      return;
    }
    Instant next = now().plus(kind.pauseAfter(failures));
    LOG.info("{} {} failed, again at {}", kind.name(), event.key().requestId(), next);
    database.transactionRetrying(
        tx -> {
          if (JobTable.release(tx, taken, next)) {
            EventTable.countFailure(tx, event.key());
          }
          return next;
        });
  }

  private void giveUp(Session tx, JobKind kind, Event event, FailedForGood failed) {
    int attempts = event.failures() + event.crashes() + 1;
    LOG.warn(
        "{} {} is given up after {} attempts: {}",
        kind.name(),
        event.key().requestId(),
        attempts,
        failed.error().type());
    DeadLetterTable.insert(tx, event, failed, attempts, now());
    EventTable.finish(tx, event.key(), now());
  }

  private void end(Taken taken, Consumer<Session> outcome) {
    database.transactionRetrying(
        tx -> {
          boolean ours = JobTable.remove(tx, taken);
          if (ours) {
            outcome.accept(tx);
          } else {
            LOG.info("{} was taken by another node meanwhile", taken.job());
          }
          return ours;
        });
  }

  private static FailedForGood crashFailure() {
    String message = "The process ended " + MAX_CRASHES + " times while it handled this event";
    return new FailedForGood(JobError.of("Runtime.ExitError", message), "");
  }

  private Instant now() {
    return clock.instant();
  }
}
