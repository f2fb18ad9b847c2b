package dev.forebay.jobs.table;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code forebay_jobs}: a row for each event that is waiting or running, and one for each recurring
 * job. Holds no payload, so that looking for what is due stays cheap.
 *
 * <p>Taking a row raises its version, and every end names the version that it was taken with. So of
 * two nodes that both believe to hold a job, only the later can end it.
 */
public final class JobTable {
  /** How the names of recurring jobs begin. */
  public static final String RECURRING = "recurring:";

  private static final String SELECT =
      "SELECT task_name, task_instance, version, execution_time FROM forebay_jobs";
  private static final String KEY = "task_name = ? AND task_instance = ?";
  private static final String AS_FOUND = KEY + " AND version = ?";
  private static final String AS_TAKEN = AS_FOUND + " AND picked";

  /**
   * A scan of a small table would wait for the rows that other transactions have locked, such as
   * those that just enqueue.
   */
  private static final String BY_KEY = " FORCE INDEX (PRIMARY) WHERE ";

  /** The index is forced: another would have every job locked that waits. */
  private static final String DUE =
      " FORCE INDEX (forebay_jobs_due) WHERE NOT picked AND execution_time <= ? AND task_name IN ";

  private JobTable() {}

  /** A job by its name. */
  public record Job(String task, String instance) {}

  /** A job that a node has taken. */
  public record Taken(Job job, long version, Instant due) {}

  /** Adds a job; false where there is one of this name already. */
  public static boolean insert(Session tx, Job job, Instant due) {
    return tx.update(
            "INSERT IGNORE INTO forebay_jobs (task_name, task_instance, execution_time, picked,"
                + " version) VALUES (?, ?, ?, FALSE, 1)",
            List.of(job.task(), job.instance(), due))
        == 1;
  }

  /** Whether a job of one of these names is due. */
  public static boolean anyDue(Session session, List<String> names, Instant now) {
    return !names.isEmpty()
        && session
            .queryOne(
                "SELECT 1 FROM forebay_jobs" + DUE + RowList.marks(names.size()) + " LIMIT 1",
                parameters(now, names),
                row -> true)
            .isPresent();
  }

  /**
   * Takes jobs of these names, those first that have been due for longest; what another node is
   * just taking is left out. The first ones begin at once.
   */
  public static List<Taken> claim(
      Session tx, List<String> names, Room room, String nodeId, Instant now) {
    if (names.isEmpty() || room.size() == 0) {
      return List.of();
    }
    List<@Nullable Object> parameters = parameters(now, names);
    parameters.add(room.size());
    List<Taken> found =
        tx.query(
            SELECT
                + DUE
                + RowList.marks(names.size())
                + " ORDER BY execution_time LIMIT ? FOR UPDATE SKIP LOCKED",
            parameters,
            JobTable::taken);
    int begin = Math.min(room.free(), found.size());
    take(tx, found.subList(0, begin), nodeId, now, now);
    take(tx, found.subList(begin, found.size()), nodeId, now, null);
    return found.stream()
        .map(taken -> new Taken(taken.job(), taken.version() + 1, taken.due()))
        .toList();
  }

  private static void take(
      Session tx, List<Taken> found, String nodeId, Instant now, @Nullable Instant started) {
    if (found.isEmpty()) {
      return;
    }
    List<Taken> padded = RowList.padded(found);
    List<@Nullable Object> parameters = parameters(started, keys(padded));
    parameters.addAll(0, List.of(nodeId, now));
    tx.update(
        "UPDATE forebay_jobs FORCE INDEX (PRIMARY) SET picked = TRUE, picked_by = ?,"
            + " last_heartbeat = ?, started_at = ?, version = version + 1 WHERE "
            + anyOf(padded.size()),
        parameters);
  }

  /** Notes that the attempts at jobs have begun that were claimed ahead. */
  public static void begun(Session tx, List<Taken> all, Instant now) {
    List<Taken> padded = RowList.padded(all);
    tx.update(
        "UPDATE forebay_jobs FORCE INDEX (PRIMARY) SET started_at = ? WHERE "
            + anyOf(padded.size()),
        parameters(now, keys(padded)));
  }

  /** Removes those jobs that no other node has taken meanwhile, and says which. */
  public static List<Taken> removeAll(Session tx, List<Taken> all) {
    List<Taken> padded = RowList.padded(all);
    Set<Taken> held =
        Set.copyOf(
            tx.query(
                SELECT + BY_KEY + anyOf(padded.size()) + " FOR UPDATE",
                keys(padded),
                JobTable::taken));
    List<Taken> ours = all.stream().filter(held::contains).toList();
    if (!ours.isEmpty()) {
      List<Taken> removed = RowList.padded(ours);
      tx.update(
          "DELETE forebay_jobs FROM forebay_jobs" + BY_KEY + anyOf(removed.size()), keys(removed));
    }
    return ours;
  }

  /** Removes a job that has ended; false where another node has taken it meanwhile. */
  public static boolean remove(Session tx, Taken taken) {
    return tx.update("DELETE FROM forebay_jobs WHERE " + AS_TAKEN, key(taken)) == 1;
  }

  /**
   * Lets any node take a job, from some time on; false where one has taken it meanwhile, or where
   * it is to be cancelled.
   */
  public static boolean release(Session tx, Taken taken, Instant due) {
    return tx.update(
            "UPDATE forebay_jobs SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,"
                + " started_at = NULL, execution_time = ?, version = version + 1 WHERE "
                + AS_TAKEN
                + " AND cancelled_at IS NULL",
            parameters(due, key(taken)))
        == 1;
  }

  /** Removes a job that is to be cancelled; false where it is not, or another node has it. */
  public static boolean removeCancelled(Session tx, Taken taken) {
    return tx.update(
            "DELETE FROM forebay_jobs WHERE " + AS_TAKEN + " AND cancelled_at IS NOT NULL",
            key(taken))
        == 1;
  }

  /** Removes a job that no node has taken; false where one has. */
  public static boolean removeWaiting(Session tx, Job job) {
    return tx.update(
            "DELETE FROM forebay_jobs WHERE " + KEY + " AND NOT picked",
            List.of(job.task(), job.instance()))
        == 1;
  }

  /** Asks the node that has taken a job to cancel it; false where none has. */
  public static boolean askToCancel(Session tx, Job job, Instant now) {
    return tx.update(
            "UPDATE forebay_jobs SET cancelled_at = COALESCE(cancelled_at, ?) WHERE "
                + KEY
                + " AND picked",
            List.of(now, job.task(), job.instance()))
        == 1;
  }

  /** Those of a node's jobs that it is asked to cancel. */
  public static List<Taken> toBeCancelled(Session session, List<Taken> all) {
    List<Taken> padded = RowList.padded(all);
    return session.query(
        SELECT + BY_KEY + "cancelled_at IS NOT NULL AND (" + anyOf(padded.size()) + ")",
        keys(padded),
        JobTable::taken);
  }

  /** Whether the attempt at a job that was taken had begun; empty where another node has it. */
  public static Optional<Boolean> hadBegun(Session tx, Taken taken) {
    return tx.queryOne(
        "SELECT started_at IS NOT NULL FROM forebay_jobs WHERE " + AS_TAKEN + " FOR UPDATE",
        key(taken),
        row -> row.longValue(1) == 1);
  }

  /** Confirms that a node still has these jobs. */
  public static void confirm(Session session, List<Taken> all, Instant now) {
    List<Taken> padded = RowList.padded(all);
    session.update(
        "UPDATE forebay_jobs FORCE INDEX (PRIMARY) SET last_heartbeat = ? WHERE "
            + anyOf(padded.size()),
        parameters(now, keys(padded)));
  }

  /** What was taken and has not been confirmed since. */
  public static List<Taken> unconfirmed(Session session, Instant since) {
    return session.query(
        SELECT + " WHERE picked AND last_heartbeat < ?", List.of(since), JobTable::taken);
  }

  /** What a node has taken and not ended. */
  public static List<Taken> heldBy(Session session, String nodeId) {
    return session.query(
        SELECT + " WHERE picked AND picked_by = ?", List.of(nodeId), JobTable::taken);
  }

  /** The recurring jobs, whether they are still wanted or not. */
  public static Set<Job> recurring(Session session) {
    return Set.copyOf(
        session.query(
            SELECT + " WHERE task_name LIKE 'recurring:%'", List.of(), row -> taken(row).job()));
  }

  /** The recurring jobs that are due. */
  public static Set<Job> dueRecurring(Session session, Instant now) {
    return Set.copyOf(
        session.query(
            SELECT + " WHERE task_name LIKE 'recurring:%' AND NOT picked AND execution_time <= ?",
            List.of(now),
            row -> taken(row).job()));
  }

  /** Locks a recurring job and says when it was due; empty where it is not, or another has it. */
  public static Optional<Instant> lockDue(Session tx, Job job, Instant now) {
    return tx.queryOne(
        SELECT + " WHERE " + KEY + " AND NOT picked AND execution_time <= ? FOR UPDATE SKIP LOCKED",
        List.of(job.task(), job.instance(), now),
        row -> taken(row).due());
  }

  /** Moves the time of a job that is locked. */
  public static void postpone(Session tx, Job job, Instant due) {
    tx.update(
        "UPDATE forebay_jobs SET execution_time = ?, version = version + 1 WHERE " + KEY,
        List.of(due, job.task(), job.instance()));
  }

  /** Removes a job, taken or not; a node that has it cannot end it any more. */
  public static void remove(Session tx, Job job) {
    tx.update("DELETE FROM forebay_jobs WHERE " + KEY, List.of(job.task(), job.instance()));
  }

  private static String anyOf(int number) {
    return String.join(" OR ", Collections.nCopies(number, "(" + AS_FOUND + ")"));
  }

  private static List<Object> keys(List<Taken> all) {
    List<Object> keys = new ArrayList<>();
    all.forEach(taken -> keys.addAll(key(taken)));
    return keys;
  }

  private static List<Object> key(Taken taken) {
    return List.of(taken.job().task(), taken.job().instance(), taken.version());
  }

  private static List<@Nullable Object> parameters(@Nullable Instant time, List<?> further) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(time);
    all.addAll(further);
    return all;
  }

  private static Taken taken(Row row) {
    Job job = new Job(text(row.string(1)), text(row.string(2)));
    return new Taken(job, row.longValue(3), StoredTime.parse(text(row.string(4))));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNull(value);
  }
}
