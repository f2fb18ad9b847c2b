package dev.forebay.cache.entry;

import org.jspecify.annotations.Nullable;

/** How a read through the cache was answered. A null value means: there is no such row. */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface CacheRead {
  /** The value's JSON bytes, or null where there is no such row. Not to be written to. */
  byte @Nullable [] value();

  /**
   * Redis had it.
   *
   * @param value the JSON bytes or null
   */
  record Hit(byte @Nullable [] value) implements CacheRead {}

  /**
   * This process had it, and Redis had it a moment ago.
   *
   * @param value the JSON bytes
   */
  record Near(byte[] value) implements CacheRead {}

  /**
   * The database was read and the entry is being filled.
   *
   * @param value the JSON bytes or null
   */
  record Miss(byte @Nullable [] value) implements CacheRead {}

  /**
   * The database was read and the entry was left as it is.
   *
   * @param value the JSON bytes or null
   * @param reason why
   */
  record Bypass(byte @Nullable [] value, BypassReason reason) implements CacheRead {}
}
