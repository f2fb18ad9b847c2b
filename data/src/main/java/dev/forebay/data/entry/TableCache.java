package dev.forebay.data.entry;

import java.time.Duration;
import java.util.List;

/**
 * How a table is cached.
 *
 * @param enabled whether it is
 * @param ttl how long its rows may stay
 * @param lookups the columns of which equality reads are cached, too
 * @param lists whether the answers to whole queries are
 */
public record TableCache(boolean enabled, Duration ttl, List<String> lookups, boolean lists) {
  /** A table that is not cached. */
  public static final TableCache NONE = new TableCache(false, Duration.ZERO, List.of(), false);

  /** Copies the list. */
  public TableCache {
    lookups = List.copyOf(lookups);
  }
}
