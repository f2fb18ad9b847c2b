package dev.forebay.jobs.table;

import dev.forebay.jobs.kind.JobOutcome.FailedForGood;
import dev.forebay.jobs.table.EventTable.Event;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code forebay_dead_letters}: a row for each event that was given up. */
public final class DeadLetterTable {
  private static final String SUMMARY =
      "SELECT id, target, event_id, error_type, LEFT(error_message, 1000), attempts, first_at,"
          + " last_at, replayed_at";

  private DeadLetterTable() {}

  public static void insert(
      Session tx, Event event, FailedForGood failed, int attempts, Instant now) {
    tx.insert(
        "INSERT INTO forebay_dead_letters (target, event_id, payload, error_type, error_message,"
            + " error, log, attempts, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        List.of(
            event.target(),
            event.id(),
            event.payload(),
            RowList.cut(failed.error().type(), 255),
            failed.error().message(),
            failed.error().json(),
            failed.log(),
            attempts,
            event.createdAt(),
            now));
  }

  public static List<DeadLetter> page(Session session, int limit, long before) {
    return session.query(
        SUMMARY + " FROM forebay_dead_letters WHERE id < ? ORDER BY id DESC LIMIT ?",
        List.of(before, limit),
        DeadLetterTable::summary);
  }

  public static Optional<DeadLetter.Content> find(Session session, long id) {
    return session.queryOne(
        SUMMARY + ", payload, error, log FROM forebay_dead_letters WHERE id = ?",
        List.of(id),
        row ->
            new DeadLetter.Content(
                summary(row),
                Objects.requireNonNull(row.bytes(10)),
                text(row.string(11)),
                text(row.string(12))));
  }

  public static void markReplayed(Session tx, long id, Instant now) {
    tx.update(
        "UPDATE forebay_dead_letters SET replayed_at = ? WHERE id = ? AND replayed_at IS NULL",
        List.of(now, id));
  }

  public static boolean delete(Session tx, long id) {
    return tx.update("DELETE FROM forebay_dead_letters WHERE id = ?", List.of(id)) == 1;
  }

  private static DeadLetter summary(Row row) {
    String replayedAt = row.string(9);
    return new DeadLetter(
        row.longValue(1),
        text(row.string(2)),
        text(row.string(3)),
        text(row.string(4)),
        text(row.string(5)),
        (int) row.longValue(6),
        StoredTime.parse(text(row.string(7))),
        StoredTime.parse(text(row.string(8))),
        replayedAt == null ? null : StoredTime.parse(replayedAt));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNull(value);
  }
}
