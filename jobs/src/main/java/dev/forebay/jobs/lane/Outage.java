package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.Disturbance;
import dev.forebay.mysql.Database;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database takes what jobs store; the log has a line when that ends or is so again. */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final Database database;
  private final AtomicBoolean lasts = new AtomicBoolean();

  public Outage(Database database) {
    this.database = database;
  }

  /** Runs what uses the database, unless that is read-only; whether it ran to its end. */
  public boolean runGuarded(Runnable work) {
    if (database.isReadOnly()) {
      begin("The database is read-only");
      return false;
    }
    try {
      work.run();
      end();
      return true;
    } catch (RuntimeException e) {
      failed(e);
      return false;
    }
  }

  private void failed(RuntimeException e) {
    if (Disturbance.is(e)) {
      begin(String.valueOf(e.getMessage()));
    } else {
      LOG.error("Jobs cannot be taken or stored", e);
    }
  }

  private void begin(String reason) {
    if (lasts.compareAndSet(false, true)) {
      LOG.warn("Jobs wait: {}", reason);
    }
  }

  private void end() {
    if (lasts.compareAndSet(true, false)) {
      LOG.info("Jobs are taken again");
    }
  }
}
