package dev.forebay.cache;

import org.jspecify.annotations.Nullable;

/** Reads an entry's value from the primary database. */
@FunctionalInterface
public interface Loader {
  /** The value's JSON bytes, or null where there is no such row. The read begins after the call. */
  byte @Nullable [] load();
}
