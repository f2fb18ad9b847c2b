package dev.forebay.jobs;

import dev.forebay.jobs.EventTable.Event;
import dev.forebay.jobs.JobOutcome.Done;
import dev.forebay.jobs.JobOutcome.Postponed;
import dev.forebay.jobs.JobTable.Taken;
import dev.forebay.mysql.Database;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a job, on a worker's thread. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Database database;
  private final Settlement settlement;
  private final RunningJobs running;

  Delivery(Database database, Settlement settlement, RunningJobs running) {
    this.database = database;
    this.settlement = settlement;
    this.running = running;
  }

  /** Delivers the event of a job that this node has taken. */
  void deliver(JobKind kind, Taken taken) {
    EventKey key = new EventKey(taken.job().instance());
    Optional<Event> event = database.read(session -> EventTable.find(session, key));
    if (event.isEmpty()) {
      LOG.warn("{} has ended already", taken.job());
      database.transaction(tx -> JobTable.remove(tx, taken));
      return;
    }
    settlement.settle(kind, taken, event.get(), attempt(kind, event.get()));
  }

  /** What a stop has cut short does not count. */
  private JobOutcome attempt(JobKind kind, Event event) {
    JobAttempt attempt = new JobAttempt(event.key().requestId(), event.payload());
    try {
      JobOutcome outcome = running.run(() -> kind.handler().run(attempt));
      return outcome instanceof Done || !running.stopped() ? outcome : new Postponed();
    } catch (InterruptedException e) {
      return new Postponed();
    }
  }
}
