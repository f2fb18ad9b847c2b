package dev.forebay.jobs;

import dev.forebay.jobs.lane.Lanes;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.mysql.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Confirms the jobs of this node, and takes over those that their node no longer confirms. */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final int MISSED = 4;

  private final Database database;
  private final JobSettings settings;
  private final InstantSource clock;
  private final Lanes lanes;

  Heartbeat(Database database, JobSettings settings, InstantSource clock, Lanes lanes) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.lanes = lanes;
  }

  /** Takes up what this node held when its process ended. Before the first claim. */
  void begin() {
    for (Taken taken : database.read(tx -> JobTable.heldBy(tx, settings.nodeId()))) {
      LOG.info("Taking up {} again, which ran when the process ended", taken.job());
      lanes.orphaned(taken);
    }
  }

  /** Confirms first, so that no job of this node's own is an orphan; and learns what to cancel. */
  void beat() {
    Instant now = clock.instant();
    List<Taken> ours = lanes.held();
    if (!ours.isEmpty()) {
      lanes.cancel(
          database.readCommittedRetrying(
              tx -> {
                JobTable.confirm(tx, ours, now);
                return JobTable.toBeCancelled(tx, ours);
              }));
    }
    Instant missed = now.minus(settings.heartbeat().multipliedBy(MISSED));
    for (Taken taken : database.read(session -> JobTable.unconfirmed(session, missed))) {
      LOG.info("Taking over {}, whose node no longer confirms it", taken.job());
      lanes.orphaned(taken);
    }
  }
}
