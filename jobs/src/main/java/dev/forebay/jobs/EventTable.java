package dev.forebay.jobs;

import dev.forebay.mysql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code forebay_events}: every event on its way to a target, what became of it so far, and for a
 * while after its end that it was there, so that the same event is not run a second time.
 */
final class EventTable {
  static final String DDL =
      """
      CREATE TABLE IF NOT EXISTS forebay_events (
        event_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        target VARCHAR(100) NOT NULL,
        event_id VARCHAR(2048) NOT NULL,
        payload LONGBLOB NOT NULL,
        failures INT NOT NULL DEFAULT 0,
        crashes INT NOT NULL DEFAULT 0,
        created_at DATETIME(6) NOT NULL,
        finished_at DATETIME(6),
        PRIMARY KEY (event_key),
        INDEX forebay_events_finished (finished_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
      """;

  static final int MAX_EVENT_ID = 2048;

  private static final int PURGED_AT_ONCE = 20_000;

  private EventTable() {}

  /**
   * An event that has not ended.
   *
   * @param failures how many attempts have failed
   * @param crashes how many attempts ended with their process
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Event(
      EventKey key,
      String target,
      String id,
      byte[] payload,
      int failures,
      int crashes,
      Instant createdAt) {}

  /** Stores an event; false where it is there already, running or ended. */
  static boolean insert(
      Session tx, EventKey key, String target, String eventId, byte[] payload, Instant now) {
    return tx.update(
            "INSERT IGNORE INTO forebay_events (event_key, target, event_id, payload, created_at)"
                + " VALUES (?, ?, ?, ?, ?)",
            List.of(key.hex(), target, eventId, payload, now))
        == 1;
  }

  /** The event, unless it has ended. */
  static Optional<Event> find(Session session, EventKey key) {
    return session.queryOne(
        "SELECT target, event_id, payload, failures, crashes, created_at FROM forebay_events"
            + " WHERE event_key = ? AND finished_at IS NULL",
        List.of(key.hex()),
        row ->
            new Event(
                key,
                Objects.requireNonNull(row.string(1)),
                Objects.requireNonNull(row.string(2)),
                Objects.requireNonNull(row.bytes(3)),
                (int) row.longValue(4),
                (int) row.longValue(5),
                StoredTime.parse(Objects.requireNonNull(row.string(6)))));
  }

  static void countFailure(Session tx, EventKey key) {
    tx.update(
        "UPDATE forebay_events SET failures = failures + 1 WHERE event_key = ?",
        List.of(key.hex()));
  }

  static void countCrash(Session tx, EventKey key) {
    tx.update(
        "UPDATE forebay_events SET crashes = crashes + 1 WHERE event_key = ?", List.of(key.hex()));
  }

  /** Ends an event: its payload goes, its id is kept. */
  static void finish(Session tx, EventKey key, Instant now) {
    tx.update(
        "UPDATE forebay_events SET payload = '', finished_at = ? WHERE event_key = ?",
        List.of(now, key.hex()));
  }

  /** Forgets events that ended before then, 20,000 at most. */
  static void purge(Session tx, Instant before) {
    tx.update(
        "DELETE FROM forebay_events WHERE finished_at < ? LIMIT " + PURGED_AT_ONCE,
        List.of(before));
  }
}
