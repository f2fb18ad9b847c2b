package dev.forebay.jobs;

import dev.forebay.jobs.JobTable.Job;
import dev.forebay.jobs.JobTable.Taken;
import dev.forebay.mysql.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recurring jobs: one row each, whose time is the next one that it is due. */
final class Recurrences {
  private static final Logger LOG = LoggerFactory.getLogger(Recurrences.class);

  private final Database database;
  private final InstantSource clock;
  private final List<RecurringJob> jobs = new ArrayList<>();

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

  List<JobTask> tasks() {
    return jobs.stream()
        .map(
            job -> new JobTask(row(job).task(), taken -> run(job, taken), this::again, this::again))
        .toList();
  }

  /** Lets any node do it at once: nothing of it has happened. */
  void again(Taken taken) {
    database.transactionRetrying(tx -> JobTable.release(tx, taken, taken.due()));
  }

  private void run(RecurringJob job, Taken taken) {
    Instant next = job.next(taken.due(), clock.instant());
    database.transactionRetrying(
        tx -> {
          if (JobTable.release(tx, taken, next)) {
            job.run(tx, taken.due());
          }
          return next;
        });
  }

  private static Job row(RecurringJob job) {
    return new Job("recurring:" + job.name(), job.expression());
  }
}
