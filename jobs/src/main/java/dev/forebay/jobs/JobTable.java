package dev.forebay.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.forebay.mysql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code forebay_jobs}, db-scheduler's table: a row for each event that is waiting or running, and
 * one for each recurring job. db-scheduler takes rows and confirms them; Forebay ends them by
 * itself, because that has to be in one transaction with what is stored of the outcome.
 *
 * <p>Taking a row raises its version, and every end names the version that it was taken with. So of
 * two nodes that both believe to hold a job, only the later can end it.
 */
final class JobTable {
  static final String NAME = "forebay_jobs";

  /**
   * The index has only the time: with {@code picked} in it, two nodes that take jobs at once would
   * move entries into gaps that the other has locked, and deadlock.
   */
  static final String DDL =
      """
      CREATE TABLE IF NOT EXISTS forebay_jobs (
        task_name VARCHAR(100) NOT NULL,
        task_instance VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        task_data LONGBLOB,
        execution_time DATETIME(6) NOT NULL,
        picked BOOLEAN NOT NULL,
        picked_by VARCHAR(50),
        last_success DATETIME(6),
        last_failure DATETIME(6),
        consecutive_failures INT,
        last_heartbeat DATETIME(6),
        version BIGINT NOT NULL,
        PRIMARY KEY (task_name, task_instance),
        INDEX forebay_jobs_due (execution_time),
        INDEX forebay_jobs_heartbeat (last_heartbeat)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
      """;

  private static final String AS_TAKEN =
      " WHERE task_name = ? AND task_instance = ? AND version = ? AND picked";

  private JobTable() {}

  /** A job by its name. */
  record Job(String task, String instance) {}

  /** A job that a node has taken. */
  record Taken(Job job, long version, Instant due) {
    static Taken of(Execution execution) {
      Job job = new Job(execution.getTaskName(), execution.getId());
      return new Taken(job, execution.version, execution.executionTime);
    }
  }

  /** Adds a job; false where there is one of this name already. */
  static boolean insert(Session tx, Job job, Instant due) {
    return tx.update(
            "INSERT IGNORE INTO forebay_jobs (task_name, task_instance, execution_time, picked,"
                + " version) VALUES (?, ?, ?, FALSE, 1)",
            List.of(job.task(), job.instance(), due))
        == 1;
  }

  /** Removes a job that has ended; false where another node has taken it meanwhile. */
  static boolean remove(Session tx, Taken taken) {
    Job job = taken.job();
    return tx.update(
            "DELETE FROM forebay_jobs" + AS_TAKEN,
            List.of(job.task(), job.instance(), taken.version()))
        == 1;
  }

  /** Lets any node take a job, from some time on; false where one has taken it meanwhile. */
  static boolean release(Session tx, Taken taken, Instant due) {
    Job job = taken.job();
    return tx.update(
            "UPDATE forebay_jobs SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,"
                + " execution_time = ?, version = version + 1"
                + AS_TAKEN,
            List.of(due, job.task(), job.instance(), taken.version()))
        == 1;
  }

  /** What a node has taken and not ended. */
  static List<Taken> heldBy(Session session, String nodeId) {
    return session.query(
        "SELECT task_name, task_instance, version, execution_time FROM forebay_jobs"
            + " WHERE picked AND picked_by = ?",
        List.of(nodeId),
        row ->
            new Taken(
                new Job(text(row.string(1)), text(row.string(2))),
                row.longValue(3),
                StoredTime.parse(text(row.string(4)))));
  }

  /** The recurring jobs, whether they are still wanted or not. */
  static List<Job> recurring(Session session) {
    return session.query(
        "SELECT task_name, task_instance FROM forebay_jobs WHERE task_name LIKE 'recurring:%'",
        List.of(), row -> new Job(text(row.string(1)), text(row.string(2))));
  }

  /** Removes a job, taken or not; a node that has it cannot end it any more. */
  static void remove(Session tx, Job job) {
    tx.update(
        "DELETE FROM forebay_jobs WHERE task_name = ? AND task_instance = ?",
        List.of(job.task(), job.instance()));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNull(value);
  }
}
