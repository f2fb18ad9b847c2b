package dev.forebay.jobs.recurring;

import dev.forebay.jobs.kind.Disturbance;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Job;
import dev.forebay.mysql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurring jobs: one row each, whose time is the next one that it is due. Whoever has the row
 * locked does the job, in the same transaction that moves the time.
 */
public final class Recurrences {
  private static final Logger LOG = LoggerFactory.getLogger(Recurrences.class);

  /** One that fails must not be all that a node does. */
  private static final Duration REST = Duration.ofSeconds(10);

  /** After that, there is a look whether the node is to stop. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** How soon a row is back that a node has removed which does not know the job. */
  private static final Duration CHECK = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;
  private final List<RecurringJob> jobs = new ArrayList<>();
  private final Map<RecurringJob, Instant> resting = new HashMap<>();
  private Instant nextCheck = Instant.MIN;

  public Recurrences(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public void add(RecurringJob job) {
    jobs.add(job);
  }

  /** Adds the rows of new jobs and removes those of jobs that are gone or have changed. */
  public void reconcile() {
    Set<Job> wanted = jobs.stream().map(Recurrences::row).collect(Collectors.toSet());
    Instant now = clock.instant();
    database.transactionRetrying(
        tx -> {
          for (Job stored : JobTable.recurring(tx)) {
            if (!wanted.contains(stored)) {
              LOG.info("{} is removed: this node's configuration does not have it", stored);
              JobTable.remove(tx, stored);
            }
          }
          return wanted;
        });
    addMissing(now);
  }

  /** Nodes of another configuration or version remove what they do not know, when they start. */
  private void addMissing(Instant now) {
    database.transactionRetrying(
        tx -> {
          jobs.forEach(job -> JobTable.insert(tx, row(job), job.first(now)));
          return now;
        });
    nextCheck = now.plus(CHECK);
  }

  /**
   * Does what is due and what no other node is just doing; again, for a while, where something is
   * due again at once, each in its turn. One thread at a time.
   */
  public void runDue() {
    Instant now = clock.instant();
    if (!now.isBefore(nextCheck)) {
      addMissing(now);
    }
    long end = System.nanoTime() + LONGEST.toNanos();
    while (runEachDue() && System.nanoTime() < end) {
      LOG.debug("There is more to do at once");
    }
  }

  private boolean runEachDue() {
    Instant now = clock.instant();
    Set<Job> due = database.read(session -> JobTable.dueRecurring(session, now));
    return jobs.stream()
        .filter(job -> due.contains(row(job)))
        .filter(job -> !resting.getOrDefault(job, now).isAfter(now))
        .map(this::run)
        .reduce(false, Boolean::logicalOr);
  }

  /** Whether it is due again at once. */
  private boolean run(RecurringJob job) {
    try {
      return database.readCommittedRetrying(
          tx -> {
            Instant now = clock.instant();
            Optional<Instant> next =
                JobTable.lockDue(tx, row(job), now).map(due -> job.run(tx, due, now));
            next.ifPresent(time -> JobTable.postpone(tx, row(job), time));
            return next.filter(time -> !time.isAfter(now)).isPresent();
          });
    } catch (RuntimeException e) {
      if (Disturbance.is(e)) {
        throw e;
      }
      LOG.error("{} failed; it is tried again in {} s", job.name(), REST.toSeconds(), e);
      resting.put(job, clock.instant().plus(REST));
      return false;
    }
  }

  private static Job row(RecurringJob job) {
    return new Job(JobTable.RECURRING + job.name(), job.expression());
  }
}
