package dev.forebay.cache.spi;

import org.jspecify.annotations.Nullable;

/** Reads an entry's value from the primary database. */
@FunctionalInterface
public interface Loader {
  /**
   * The value's bytes, or null where there is no such row. The read begins after the call. Not
   * empty, and the first byte is neither 0 nor 1.
   */
  byte @Nullable [] load();
}
