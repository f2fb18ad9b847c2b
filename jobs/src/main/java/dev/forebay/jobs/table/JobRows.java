package dev.forebay.jobs.table;

import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.jobs.table.JobTable.Job;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Both tables as somebody sees them who looks: without payloads, and read from an index in the
 * order of a list, so that a page costs what a page holds, however many rows there are.
 */
public final class JobRows {
  private static final String LIVE =
      "SELECT task_name, task_instance, execution_time, picked, started_at, cancelled_at"
          + " FROM forebay_jobs FORCE INDEX (%s) WHERE ";
  private static final String EVENT =
      "SELECT event_key, target, created_at, failures, outcome, finished_at, started_at,"
          + " progress_done, progress_total, progress_note, error_type FROM forebay_events WHERE ";

  /** The rest of a list; the first condition is what the index is read by. */
  private static final String REST =
      "%1$s <= ? AND (%1$s < ? OR %2$s < ? OR (%2$s = ? AND ?)) ORDER BY %1$s DESC, %2$s DESC"
          + " LIMIT ?";

  private static final String LIVE_REST = REST.formatted("execution_time", "task_instance");
  private static final String ENDED_REST = REST.formatted("finished_at", "event_key");

  private JobRows() {}

  /** What a list consists of. */
  public sealed interface Entry {
    /** Where it stands. */
    ListPlace place();
  }

  /** A job that waits or runs, or a recurring one. */
  public record Live(
      Job job,
      Instant due,
      boolean taken,
      @Nullable Instant started,
      @Nullable Instant cancelRequested)
      implements Entry {
    @Override
    public ListPlace place() {
      return new ListPlace(due, job.instance(), job.task());
    }

    /** Whether it is a recurring one. */
    public boolean recurs() {
      return job.task().startsWith(JobTable.RECURRING);
    }

    /** The state that it is in. */
    public JobState state(Instant now) {
      if (taken) {
        return JobState.RUNNING;
      }
      return due.isAfter(now) ? JobState.SCHEDULED : JobState.WAITING;
    }
  }

  /**
   * How a job ended.
   *
   * @param errorType what it was given up for
   */
  public record Ending(JobState outcome, Instant time, @Nullable String errorType) {}

  /**
   * A job's event.
   *
   * @param end how it ended; null where it has not, or where a node of a former version ended it
   * @param course of an attempt that took its time
   */
  public record Known(
      EventKey key,
      String kind,
      Instant created,
      int failures,
      @Nullable Ending end,
      @Nullable Course course)
      implements Entry {
    /** Only of one that has ended. */
    @Override
    public ListPlace place() {
      return new ListPlace(Objects.requireNonNull(end).time(), key.hex(), kind);
    }
  }

  /** The kinds that there are jobs of, but for recurring ones. */
  public static List<String> liveKinds(Session session) {
    return kinds(session, "task_name", "forebay_jobs FORCE INDEX (forebay_jobs_of_task)").stream()
        .filter(kind -> !kind.startsWith(JobTable.RECURRING))
        .toList();
  }

  /** The kinds that there are events of. */
  public static List<String> endedKinds(Session session) {
    return kinds(session, "target", "forebay_events FORCE INDEX (forebay_events_ended)");
  }

  /** From each to the next: MariaDB reads the whole index for a DISTINCT, though not always. */
  private static List<String> kinds(Session session, String column, String table) {
    String next =
        "SELECT %1$s FROM %2$s WHERE %1$s > ? ORDER BY %1$s LIMIT 1".formatted(column, table);
    return Stream.iterate(
            kindAfter(session, next, ""),
            Optional::isPresent,
            last -> kindAfter(session, next, last.orElseThrow()))
        .map(Optional::orElseThrow)
        .toList();
  }

  private static Optional<String> kindAfter(Session session, String next, String last) {
    return session.queryOne(next, List.of(last), row -> text(row, 1));
  }

  /** Jobs of a kind that have not ended, from a place on; null for every such state. */
  public static List<Live> live(
      Session session,
      String kind,
      @Nullable JobState state,
      Instant now,
      ListPlace from,
      int limit) {
    List<Object> parameters = new ArrayList<>(List.of(kind));
    if (state == JobState.SCHEDULED || state == JobState.WAITING) {
      parameters.add(now);
    }
    parameters.addAll(rest(from, kind, limit));
    return session.query(
        LIVE.formatted(
                state == JobState.RUNNING ? "forebay_jobs_heartbeat" : "forebay_jobs_of_task")
            + "task_name = ? AND "
            + condition(state)
            + LIVE_REST,
        parameters,
        JobRows::live);
  }

  private static String condition(@Nullable JobState state) {
    return switch (state) {
      case SCHEDULED -> "NOT picked AND execution_time > ? AND ";
      case WAITING -> "NOT picked AND execution_time <= ? AND ";
      case RUNNING -> "picked AND last_heartbeat IS NOT NULL AND ";
      case DONE, FAILED, CANCELLED -> throw new IllegalArgumentException("has ended: " + state);
      case null -> "";
    };
  }

  /**
   * What waits of a kind.
   *
   * @param jobs how many, up to 10,000
   * @param age for how long the first has been due
   */
  public record Backlog(long jobs, Duration age) {
    /** Nothing. */
    public static final Backlog NONE = new Backlog(0, Duration.ZERO);
  }

  /** What waits of a kind. */
  public static Backlog backlog(Session session, String kind, Instant now) {
    return session
        .queryOne(
            """
            SELECT COUNT(*), MIN(execution_time) FROM
              (SELECT execution_time FROM forebay_jobs FORCE INDEX (forebay_jobs_of_task)
               WHERE task_name = ? AND execution_time <= ? AND NOT picked
               ORDER BY execution_time LIMIT 10000) due
            """,
            List.of(kind, now),
            row -> {
              Instant first = time(row, 2);
              Duration age = first == null ? Duration.ZERO : Duration.between(first, now);
              return new Backlog(row.longValue(1), age);
            })
        .orElse(Backlog.NONE);
  }

  /** The recurring jobs. */
  public static List<Live> recurring(Session session) {
    return session.query(
        LIVE.formatted("PRIMARY") + "task_name LIKE 'recurring:%'", List.of(), JobRows::live);
  }

  /** The job of an event that has not ended. */
  public static Optional<Live> live(Session session, Job job) {
    return session.queryOne(
        LIVE.formatted("PRIMARY") + "task_name = ? AND task_instance = ?",
        List.of(job.task(), job.instance()),
        JobRows::live);
  }

  /** Jobs of a kind that have ended so, from a place on. */
  public static List<Known> ended(
      Session session, String kind, JobState outcome, ListPlace from, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(kind, outcome.text()));
    parameters.addAll(rest(from, kind, limit));
    return session.query(
        EVENT.replace("WHERE", "FORCE INDEX (forebay_events_ended) WHERE")
            + "target = ? AND outcome = ? AND "
            + ENDED_REST,
        parameters,
        JobRows::known);
  }

  /** The events of jobs, by their keys; none for those that are no events. */
  public static Map<String, Known> known(Session session, List<String> keys) {
    List<String> padded = keys.isEmpty() ? List.of("") : RowList.padded(keys);
    return session
        .query(EVENT + "event_key IN " + RowList.marks(padded.size()), padded, JobRows::known)
        .stream()
        .collect(Collectors.toMap(known -> known.key().hex(), Function.identity()));
  }

  /** The event of an id. */
  public static Optional<Known> find(Session session, String id) {
    return EventKey.pattern(id)
        .flatMap(
            pattern ->
                session.queryOne(EVENT + "event_key LIKE ?", List.of(pattern), JobRows::known));
  }

  private static List<Object> rest(ListPlace from, String kind, int limit) {
    boolean sameInstance = kind.compareTo(from.kind()) < 0;
    return List.of(from.time(), from.time(), from.instance(), from.instance(), sameInstance, limit);
  }

  private static Live live(Row row) {
    return new Live(
        new Job(text(row, 1), text(row, 2)),
        StoredTime.parse(text(row, 3)),
        row.longValue(4) == 1,
        time(row, 5),
        time(row, 6));
  }

  private static Known known(Row row) {
    return new Known(
        new EventKey(text(row, 1)),
        text(row, 2),
        StoredTime.parse(text(row, 3)),
        (int) row.longValue(4),
        ending(row),
        course(row));
  }

  private static @Nullable Ending ending(Row row) {
    String outcome = row.string(5);
    return outcome == null
        ? null
        : new Ending(
            JobState.of(outcome).orElseThrow(), StoredTime.parse(text(row, 6)), row.string(11));
  }

  private static @Nullable Course course(Row row) {
    Instant started = time(row, 7);
    if (started == null) {
      return null;
    }
    JobProgress progress =
        row.string(8) == null
            ? null
            : new JobProgress(
                row.longValue(8), row.string(9) == null ? null : row.longValue(9), row.string(10));
    return new Course(started, progress);
  }

  private static @Nullable Instant time(Row row, int column) {
    String text = row.string(column);
    return text == null ? null : StoredTime.parse(text);
  }

  private static String text(Row row, int column) {
    return Objects.requireNonNull(row.string(column));
  }
}
