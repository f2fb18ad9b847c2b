package dev.forebay.functions.jobs;

import dev.forebay.functions.jobs.EventTable.Event;
import dev.forebay.functions.jobs.JobTable.Taken;
import dev.forebay.functions.runtime.HandlerError;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
  void settle(Target target, Taken taken, Event event, InvocationResult result) {
    switch (result) {
      case Success success -> end(taken, tx -> EventTable.finish(tx, event.key(), now()));
      case Failure failure -> failed(target, taken, event, failure);
    }
  }

  /** Gives a job back, as if it had not been tried. */
  void giveBack(Taken taken) {
    database.transactionRetrying(tx -> JobTable.release(tx, taken, taken.due()));
  }

  /** After an attempt that went wrong on our side: the database did not answer, or a bug. */
  void tryLater(Taken taken) {
    database.transactionRetrying(tx -> JobTable.release(tx, taken, now().plus(OUR_BACKOFF)));
  }

  /** After an attempt whose process ended, or lost the database, before the attempt did. */
  void crashed(Target target, Taken taken) {
    database.transactionRetrying(
        tx -> {
          EventKey key = new EventKey(taken.job().instance());
          EventTable.find(tx, key)
              .ifPresentOrElse(
                  event -> crashed(tx, target, taken, event), () -> JobTable.remove(tx, taken));
          return key;
        });
  }

  private void crashed(Session tx, Target target, Taken taken, Event event) {
    if (event.crashes() + 1 >= MAX_CRASHES) {
      if (JobTable.remove(tx, taken)) {
        giveUp(tx, target, event, crashFailure());
      }
    } else if (JobTable.release(tx, taken, now())) {
      EventTable.countCrash(tx, event.key());
    }
  }

  private void failed(Target target, Taken taken, Event event, Failure failure) {
    int failures = event.failures() + 1;
    if (failure.kind() == Kind.PERMANENT || failures > target.retries()) {
      end(taken, tx -> giveUp(tx, target, event, failure));
      return;
    }
    Instant next = now().plus(target.pauseAfter(failures));
    LOG.info("{} {} failed, again at {}", target.name(), event.key().requestId(), next);
    database.transactionRetrying(
        tx -> {
          if (JobTable.release(tx, taken, next)) {
            EventTable.countFailure(tx, event.key());
          }
          return next;
        });
  }

  private void giveUp(Session tx, Target target, Event event, Failure failure) {
    int attempts = event.failures() + event.crashes() + 1;
    LOG.warn(
        "{} {} is given up after {} attempts: {}",
        target.name(),
        event.key().requestId(),
        attempts,
        failure.error().type());
    DeadLetterTable.insert(tx, event, failure, attempts, now());
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

  private static Failure crashFailure() {
    String message = "The process ended " + MAX_CRASHES + " times while it handled this event";
    HandlerError error = new HandlerError(message, "Runtime.ExitError", List.of(), null);
    return new Failure(Kind.PERMANENT, error, "");
  }

  private Instant now() {
    return clock.instant();
  }
}
