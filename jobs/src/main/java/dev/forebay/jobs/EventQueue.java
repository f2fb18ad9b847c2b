package dev.forebay.jobs;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.lane.Lanes;
import dev.forebay.jobs.table.EventKey;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Job;
import dev.forebay.mysql.Session;
import java.time.Instant;
import java.time.InstantSource;

/** Where events are put: a row for the event, and one for the job that delivers it. */
final class EventQueue {
  /** Lambda's limit for asynchronous invocations. */
  static final int MAX_PAYLOAD = 1024 * 1024;

  private final Lanes lanes;
  private final InstantSource clock;

  EventQueue(Lanes lanes, InstantSource clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  void enqueue(Session tx, String eventId, String kind, byte[] payload) {
    check(eventId, kind, payload);
    EventKey key = EventKey.of(kind, eventId);
    Instant now = clock.instant();
    if (EventTable.insert(tx, key, kind, eventId, payload, now)) {
      JobTable.insert(tx, new Job(kind, key.hex()), now);
      tx.afterCommit(() -> lanes.wake(kind));
    }
  }

  private void check(String eventId, String kind, byte[] payload) {
    if (!lanes.does(kind)) {
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
