package dev.forebay.jobs.table;

import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code forebay_events}: every event on its way to a target, what became of it so far, and for a
 * while after its end that it was there, so that the same event is not run a second time.
 */
public final class EventTable {
  public static final int MAX_EVENT_ID = 2048;

  private static final String SELECT =
      "SELECT event_key, target, event_id, payload, failures, crashes, created_at"
          + " FROM forebay_events WHERE finished_at IS NULL";

  private EventTable() {}

  /**
   * An event that has not ended.
   *
   * @param failures how many attempts have failed
   * @param crashes how many attempts ended with their process
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Event(
      EventKey key,
      String target,
      String id,
      byte[] payload,
      int failures,
      int crashes,
      Instant createdAt) {}

  /** Stores an event; false where it is there already, running or ended. */
  public static boolean insert(
      Session tx, EventKey key, String target, String eventId, byte[] payload, Instant now) {
    return tx.update(
            "INSERT IGNORE INTO forebay_events (event_key, target, event_id, payload, created_at)"
                + " VALUES (?, ?, ?, ?, ?)",
            List.of(key.hex(), target, eventId, payload, now))
        == 1;
  }

  /** The event, unless it has ended. */
  public static Optional<Event> find(Session session, EventKey key) {
    return session.queryOne(SELECT + " AND event_key = ?", List.of(key.hex()), EventTable::event);
  }

  /** Those events that have not ended, by their keys. */
  public static Map<String, Event> findAll(Session session, List<String> keys) {
    List<String> padded = RowList.padded(keys);
    return session
        .query(
            SELECT + " AND event_key IN " + RowList.marks(padded.size()), padded, EventTable::event)
        .stream()
        .collect(Collectors.toMap(event -> event.key().hex(), Function.identity()));
  }

  private static Event event(Row row) {
    return new Event(
        new EventKey(text(row.string(1))),
        text(row.string(2)),
        text(row.string(3)),
        Objects.requireNonNull(row.bytes(4)),
        (int) row.longValue(5),
        (int) row.longValue(6),
        StoredTime.parse(text(row.string(7))));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNull(value);
  }

  public static void countFailure(Session tx, EventKey key) {
    tx.update(
        "UPDATE forebay_events SET failures = failures + 1 WHERE event_key = ?",
        List.of(key.hex()));
  }

  public static void countCrash(Session tx, EventKey key) {
    tx.update(
        "UPDATE forebay_events SET crashes = crashes + 1 WHERE event_key = ?", List.of(key.hex()));
  }

  /** Stores what is told of the attempt. */
  public static void note(Session tx, EventKey key, Course course) {
    JobProgress progress = course.progress();
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(course.started());
    parameters.add(progress == null ? null : progress.done());
    parameters.add(progress == null ? null : progress.total());
    parameters.add(progress == null ? null : cut(progress.note()));
    parameters.add(key.hex());
    tx.update(
        "UPDATE forebay_events SET started_at = ?, progress_done = ?, progress_total = ?,"
            + " progress_note = ? WHERE event_key = ?",
        parameters);
  }

  private static @Nullable String cut(@Nullable String note) {
    return note == null ? null : RowList.cut(note, 255);
  }

  /** Stores why an event is given up. */
  public static void noteError(Session tx, EventKey key, String errorType) {
    tx.update(
        "UPDATE forebay_events SET error_type = ? WHERE event_key = ?",
        List.of(RowList.cut(errorType, 255), key.hex()));
  }

  /** Ends events: their payloads go, their ids are kept. */
  public static void finish(Session tx, List<String> keys, JobState outcome, Instant now) {
    List<String> padded = RowList.padded(keys);
    List<Object> parameters = new ArrayList<>(List.of(now, outcome.text()));
    parameters.addAll(padded);
    tx.update(
        "UPDATE forebay_events FORCE INDEX (PRIMARY) SET payload = '', finished_at = ?, outcome = ?"
            + " WHERE event_key IN "
            + RowList.marks(padded.size()),
        parameters);
  }
}
