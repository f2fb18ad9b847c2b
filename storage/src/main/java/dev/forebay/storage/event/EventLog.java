package dev.forebay.storage.event;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.recurring.Sweep;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The record of object events in the database: the row of a version is there once, together with
 * everything that the listener stored for it.
 *
 * <p>The table is {@code forebay_object_events}. All nodes of one database share it; a version is
 * written by the one node that has the object.
 */
public final class EventLog {
  private static final String INSERT =
      """
      INSERT INTO forebay_object_events
        (version, bucket, object_key, cause, size, etag, sequencer, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private final ObjectEventListener listener;

  /** The log of this database. */
  public EventLog(Database database, ObjectEventListener listener) {
    this.database = database;
    this.listener = listener;
  }

  /** FB4xx where no event could be recorded now: to be asked before a client sends its bytes. */
  public void requireAvailable() {
    database.read(session -> session.queryOne("SELECT 1", List.of(), row -> row.longValue(1)));
  }

  /**
   * Records an event in one transaction, whose last step before the commit makes the object
   * readable. Where this throws, the event is not recorded, unless it is FB409 or the step has run:
   * then {@link #recordOnce} settles it.
   */
  public void record(ObjectEvent event, Runnable lastStep) {
    database.transactionRetrying(
        tx -> {
          store(tx, event);
          lastStep.run();
          return event;
        });
  }

  /** Records the event of a readable object if it is not recorded yet. */
  public void recordOnce(ObjectEvent event) {
    database.transactionRetrying(
        tx -> {
          if (!isRecorded(tx, event.version())) {
            store(tx, event);
          }
          return event;
        });
  }

  /** Forgets events that are older. */
  public static Sweep sweep(Duration retention) {
    return new Sweep(
        "object-events",
        new Sweep.Rows(
            "forebay_object_events",
            "version",
            row -> row.string(1),
            "created_at",
            "forebay_object_events_created_at"),
        retention);
  }

  private void store(Session tx, ObjectEvent event) {
    List<Object> row =
        List.of(
            event.version(),
            event.bucket(),
            event.key().getBytes(StandardCharsets.UTF_8),
            event.cause().name(),
            event.size(),
            event.etag(),
            event.sequencer(),
            event.time());
    tx.update(INSERT, row);
    try {
      listener.objectCreated(tx, event);
    } catch (ForebayException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ForebayException(
          ErrorCode.INTERNAL, "What the upload should set off could not be stored.", e);
    }
  }

  /** Waits for a transaction that may still be recording it, one whose commit was not answered. */
  private static boolean isRecorded(Session tx, String version) {
    return tx.queryOne(
            "SELECT 1 FROM forebay_object_events WHERE version = ? FOR UPDATE",
            List.of(version),
            row -> row.longValue(1))
        .isPresent();
  }
}
