package dev.forebay.cache.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long leases, waits, writes and not-founds last. How long a value is kept is said with each
 * read and write, because it differs from table to table.
 *
 * @param negativeTtl how long at most it is kept that there is no such row
 * @param lease how long a reader may take from its lease to its fill; if it dies, so long the entry
 *     stays uncached
 * @param patience how long a reader waits for another node's fill before it reads the database
 * @param writeTimeout how long Redis may take for the intents of a write before it rolls back;
 *     longer than a read's deadline, because a writer has nowhere else to go
 * @param lag how far the cache may be behind the database's log before reads bypass it
 * @param near what is kept in this process as well
 */
public record CacheSettings(
    Duration negativeTtl,
    Duration lease,
    Duration patience,
    Duration writeTimeout,
    Duration lag,
    NearSettings near) {
  /**
   * 5 seconds for not-founds, 3 for leases, 150 ms of patience, a second for writes and for lag.
   */
  public static final CacheSettings DEFAULT =
      new CacheSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofMillis(150),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  /** All durations must be positive. */
  public CacheSettings {
    requirePositive("negativeTtl", negativeTtl);
    requirePositive("lease", lease);
    requirePositive("patience", patience);
    requirePositive("writeTimeout", writeTimeout);
    requirePositive("lag", lag);
  }

  /** With nothing kept in this process. */
  public CacheSettings(
      Duration negativeTtl,
      Duration lease,
      Duration patience,
      Duration writeTimeout,
      Duration lag) {
    this(negativeTtl, lease, patience, writeTimeout, lag, NearSettings.OFF);
  }

  /** The same with another limit for writes. */
  public CacheSettings withWriteTimeout(Duration timeout) {
    return new CacheSettings(negativeTtl, lease, patience, timeout, lag, near);
  }

  /** The same with another bound for the lag. */
  public CacheSettings withLag(Duration bound) {
    return new CacheSettings(negativeTtl, lease, patience, writeTimeout, bound, near);
  }

  /** The same with this kept in the process. */
  public CacheSettings withNear(NearSettings kept) {
    return new CacheSettings(negativeTtl, lease, patience, writeTimeout, lag, kept);
  }

  /** How long a value may be kept whose table allows this; the negative TTL bounds that of null. */
  public Duration ttlOf(byte @Nullable [] value, Duration tableTtl) {
    return value != null || tableTtl.compareTo(negativeTtl) < 0 ? tableTtl : negativeTtl;
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
