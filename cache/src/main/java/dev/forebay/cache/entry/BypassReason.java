package dev.forebay.cache.entry;

import java.util.Locale;

/** Why a read left the cache out. */
public enum BypassReason {
  /** A transaction that writes to it is under way, or its end has not reached Redis. */
  PENDING,
  /** Another node is loading it, and takes long. */
  WAIT,
  /** The database's log has not been read up to a moment ago. */
  BEHIND,
  /** Redis is away. */
  UNAVAILABLE,
  /** Of a batch: few of late found anything. */
  COLD,
  /** It is too large to be kept. */
  NOT_KEPT;

  /** As metrics tell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
