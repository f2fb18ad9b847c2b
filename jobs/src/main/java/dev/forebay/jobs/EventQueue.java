package dev.forebay.jobs;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.JobTable.Job;
import dev.forebay.mysql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where events are put: a row for the event, and one for the job that delivers it. */
final class EventQueue {
  /** Lambda's limit for asynchronous invocations. */
  static final int MAX_PAYLOAD = 1024 * 1024;

  private final Predicate<String> isKind;
  private final Consumer<String> wake;
  private final InstantSource clock;

  /**
   * A queue to the kinds that exist.
   *
   * @param wake is told the kind once an event can be seen by all
   */
  EventQueue(Predicate<String> isKind, Consumer<String> wake, InstantSource clock) {
    this.isKind = isKind;
    this.wake = wake;
    this.clock = clock;
  }

  void enqueue(Session tx, String eventId, String kind, byte[] payload) {
    check(eventId, kind, payload);
    EventKey key = EventKey.of(kind, eventId);
    Instant now = clock.instant();
    if (EventTable.insert(tx, key, kind, eventId, payload, now)) {
      JobTable.insert(tx, new Job(kind, key.hex()), now);
      tx.afterCommit(() -> wake.accept(kind));
    }
  }

  private void check(String eventId, String kind, byte[] payload) {
    if (!isKind.test(kind)) {
      throw new ForebayException(ErrorCode.NO_SUCH_FUNCTION, "There is no function " + kind);
    }
    if (payload.length > MAX_PAYLOAD) {
      throw new ForebayException(
          ErrorCode.BODY_TOO_LARGE,
          "The event has " + payload.length + " bytes; at most " + MAX_PAYLOAD + " are taken",
          "Store the data as an object, and send its key.");
    }
    if (eventId.length() > EventTable.MAX_EVENT_ID) {
      throw new ForebayException(
          ErrorCode.MALFORMED_REQUEST,
          "An event's id has at most " + EventTable.MAX_EVENT_ID + " characters");
    }
  }
}
