package dev.forebay.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long entries, leases and waits last.
 *
 * @param ttl how long a value is kept where its table says nothing
 * @param negativeTtl how long it is kept that there is no such row
 * @param lease how long a reader may take from its lease to its fill
 * @param patience how long a reader waits for another node's fill before it reads the database
 */
public record CacheSettings(Duration ttl, Duration negativeTtl, Duration lease, Duration patience) {
  /** An hour for values, 5 seconds for not-founds, 3 for leases and 150 ms of patience. */
  public static final CacheSettings DEFAULT =
      new CacheSettings(
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofMillis(150));

  /** All durations must be positive. */
  public CacheSettings {
    requirePositive("ttl", ttl);
    requirePositive("negativeTtl", negativeTtl);
    requirePositive("lease", lease);
    requirePositive("patience", patience);
  }

  /** The defaults with another TTL for values. */
  public static CacheSettings withTtl(Duration ttl) {
    return new CacheSettings(ttl, DEFAULT.negativeTtl, DEFAULT.lease, DEFAULT.patience);
  }

  /** How long a value may be kept whose table says so; the negative TTL bounds that of null. */
  Duration ttlOf(byte @Nullable [] value, Duration tableTtl) {
    return value != null || tableTtl.compareTo(negativeTtl) < 0 ? tableTtl : negativeTtl;
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
