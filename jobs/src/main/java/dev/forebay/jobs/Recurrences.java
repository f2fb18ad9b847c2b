package dev.forebay.jobs;

import dev.forebay.jobs.JobTable.Job;
import dev.forebay.mysql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurring jobs: one row each, whose time is the next one that it is due. Whoever has the row
 * locked does the job, in the same transaction that moves the time.
 */
final class Recurrences {
  private static final Logger LOG = LoggerFactory.getLogger(Recurrences.class);

  /** One that fails must not be all that a node does. */
  private static final Duration REST = Duration.ofSeconds(10);

  private final Database database;
  private final InstantSource clock;
  private final List<RecurringJob> jobs = new ArrayList<>();
  private final Map<RecurringJob, Instant> resting = new HashMap<>();

  Recurrences(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  void add(RecurringJob job) {
    jobs.add(job);
  }

  /** Adds the rows of new jobs and removes those of jobs that are gone or have changed. */
  void reconcile() {
    Set<Job> wanted = jobs.stream().map(Recurrences::row).collect(Collectors.toSet());
    Instant now = clock.instant();
    database.transactionRetrying(
        tx -> {
          for (Job stored : JobTable.recurring(tx)) {
            if (!wanted.contains(stored)) {
              LOG.info("{} is no longer in the configuration", stored);
              JobTable.remove(tx, stored);
            }
          }
          jobs.forEach(job -> JobTable.insert(tx, row(job), job.next(now, now)));
          return wanted;
        });
  }

  /** Does what is due and what no other node is just doing. One thread at a time. */
  void runDue() {
    Instant now = clock.instant();
    Set<Job> due = database.read(session -> JobTable.dueRecurring(session, now));
    jobs.stream()
        .filter(job -> due.contains(row(job)))
        .filter(job -> !resting.getOrDefault(job, now).isAfter(now))
        .forEach(this::run);
  }

  private void run(RecurringJob job) {
    try {
      database.readCommittedRetrying(
          tx -> {
            Instant now = clock.instant();
            return JobTable.lockDue(tx, row(job), now)
                .map(
                    due -> {
                      job.run(tx, due);
                      JobTable.postpone(tx, row(job), job.next(due, now));
                      return due;
                    });
          });
    } catch (RuntimeException e) {
      if (Disturbance.is(e)) {
        throw e;
      }
      LOG.error("{} failed; it is tried again in {} s", job.name(), REST.toSeconds(), e);
      resting.put(job, clock.instant().plus(REST));
    }
  }

  private static Job row(RecurringJob job) {
    return new Job(JobTable.RECURRING + job.name(), job.expression());
  }
}
