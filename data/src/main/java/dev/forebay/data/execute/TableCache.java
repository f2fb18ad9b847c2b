package dev.forebay.data.execute;

import java.time.Duration;
import java.util.List;

/**
 * How a table is cached.
 *
 * @param enabled whether it is
 * @param ttl how long its rows may stay
 * @param lookups the columns of which equality reads are cached, too
 */
public record TableCache(boolean enabled, Duration ttl, List<String> lookups) {
  /** Copies the list. */
  public TableCache {
    lookups = List.copyOf(lookups);
  }
}
