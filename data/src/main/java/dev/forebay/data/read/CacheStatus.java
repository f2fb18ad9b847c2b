package dev.forebay.data.read;

import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;

/**
 * How a read was answered. What is put together of several reads is told by the last of theirs in
 * this order: a hit only if everything came out of the cache.
 */
public enum CacheStatus {
  /** Redis had it. */
  HIT,
  /** This process had it, or a part of it. */
  NEAR,
  /** The database was read, and the cache keeps that. */
  MISS,
  /** The database was read, as of all that follow: {@link BypassReason#PENDING}. */
  PENDING,
  /** {@link BypassReason#WAIT}. */
  WAIT,
  /** {@link BypassReason#BEHIND}. */
  BEHIND,
  /** {@link BypassReason#UNAVAILABLE}. */
  UNAVAILABLE,
  /** {@link BypassReason#COLD}. */
  COLD,
  /** There is too much to be kept. */
  NOT_KEPT,
  /** Rows are embedded that the cache is not asked for. */
  EMBEDS,
  /** The query is of a kind that is not kept. */
  NOT_A_LOOKUP,
  /** A row filter is told by SQL alone. */
  ROW_FILTER,
  /** The client wants it from the database. */
  NO_CACHE,
  /** Not told, because it could tell of rows that are hidden from the client. */
  HIDDEN;

  /** How one read was. */
  public static CacheStatus of(CacheRead read) {
    return switch (read) {
      case CacheRead.Hit _ -> HIT;
      case CacheRead.Near _ -> NEAR;
      case CacheRead.Miss _ -> MISS;
      case CacheRead.Bypass bypass -> of(bypass.reason());
    };
  }

  private static CacheStatus of(BypassReason reason) {
    return switch (reason) {
      case PENDING -> PENDING;
      case WAIT -> WAIT;
      case BEHIND -> BEHIND;
      case UNAVAILABLE -> UNAVAILABLE;
      case COLD -> COLD;
      case NOT_KEPT -> NOT_KEPT;
    };
  }

  /** The one that tells of both. */
  public CacheStatus and(CacheStatus other) {
    return compareTo(other) < 0 ? other : this;
  }
}
