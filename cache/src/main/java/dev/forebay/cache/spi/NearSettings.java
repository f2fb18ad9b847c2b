package dev.forebay.cache.spi;

import java.time.Duration;
import java.util.Map;

/**
 * What is kept in this process, besides Redis. The connection must be one with tracking.
 *
 * @param tables how old a value may be that is served from here, by the tables that want it
 * @param bytes how much memory it may take in all, about
 */
public record NearSettings(Map<String, Duration> tables, long bytes) {
  /** Nothing is kept. */
  public static final NearSettings OFF = new NearSettings(Map.of(), 0);

  /** Copies the map; the durations must be positive. */
  public NearSettings {
    tables = Map.copyOf(tables);
    if (!tables.values().stream().allMatch(Duration::isPositive)) {
      throw new IllegalArgumentException("a near cache must last longer than nothing");
    }
  }
}
