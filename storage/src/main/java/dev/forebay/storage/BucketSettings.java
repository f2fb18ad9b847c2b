package dev.forebay.storage;

import dev.forebay.storage.event.ObjectFilter;
import java.util.List;

/**
 * One bucket.
 *
 * @param events which of its keys have events; a key that several filters match has one event
 */
public record BucketSettings(List<ObjectFilter> events) {
  /** Copies the list. */
  public BucketSettings {
    events = List.copyOf(events);
  }
}
