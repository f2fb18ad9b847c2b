package dev.forebay.storage.event;

import dev.forebay.mysql.Session;

/**
 * Is told of every created object that a filter of its bucket matches, exactly once per version.
 *
 * <p>It is called within the transaction that records the event: what it writes through the session
 * is stored together with the event or not at all. It must be quick and use only the session; if it
 * throws, the event is not recorded, and the upload is refused or the event is tried again later.
 */
@FunctionalInterface
public interface ObjectEventListener {
  /** Stores what should follow from the event, for example a job. */
  void objectCreated(Session tx, ObjectEvent event);
}
