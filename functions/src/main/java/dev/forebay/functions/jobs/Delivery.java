package dev.forebay.functions.jobs;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.jobs.EventTable.Event;
import dev.forebay.functions.jobs.JobTable.Taken;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.mysql.Database;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to deliver an event to its target, on a worker's thread. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** A busy function's places change hands within this, or the job goes back to the queue. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Database database;
  private final Settlement settlement;
  private final RunningJobs running;

  Delivery(Database database, Settlement settlement, RunningJobs running) {
    this.database = database;
    this.settlement = settlement;
    this.running = running;
  }

  /** Delivers the event of a job that this node has taken. */
  void deliver(Target target, Taken taken) {
    EventKey key = new EventKey(taken.job().instance());
    Optional<Event> event = database.read(session -> EventTable.find(session, key));
    if (event.isEmpty()) {
      LOG.warn("{} has ended already", taken.job());
      database.transaction(tx -> JobTable.remove(tx, taken));
      return;
    }
    Optional<InvocationResult> result = attempt(target, event.get());
    if (result.isPresent()) {
      settlement.settle(target, taken, event.get(), result.get());
    } else {
      settlement.giveBack(taken);
    }
  }

  /** The outcome, or empty where the attempt does not count: the function is busy, or a stop. */
  private Optional<InvocationResult> attempt(Target target, Event event) {
    Invocation invocation = new Invocation(event.key().requestId(), event.payload(), PATIENCE);
    try {
      InvocationResult result = running.run(() -> target.invocable().invoke(invocation));
      boolean cutShort = result instanceof Failure && running.stopped();
      return cutShort ? Optional.empty() : Optional.of(result);
    } catch (InterruptedException e) {
      return Optional.empty();
    } catch (ForebayException e) {
      if (e.code() == ErrorCode.TOO_MANY_INVOCATIONS) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
