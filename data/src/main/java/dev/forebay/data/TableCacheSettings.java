package dev.forebay.data;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one table is cached.
 *
 * @param enabled whether its rows go through the cache
 * @param ttl how long they may stay there; null for the cache's own TTL
 * @param lookups the columns of which equality reads are cached
 */
@Doc("How a table is cached.")
public record TableCacheSettings(
    @Default("true") @Doc("Whether rows are read through the cache by their primary key.")
        boolean enabled,
    @Doc("How long a row may stay in the cache; by default the cache's ttl.")
        @Nullable Duration ttl,
    @Doc("Columns of which reads by equality are cached as well, such as customer_id=eq.7.")
        List<String> lookups) {
  /** What holds for tables that are not configured. */
  public static final TableCacheSettings DEFAULT = new TableCacheSettings(true, null, List.of());

  /** Copies the list. */
  public TableCacheSettings {
    if (ttl != null && !ttl.isPositive()) {
      throw new IllegalArgumentException("ttl must be positive");
    }
    lookups = List.copyOf(lookups);
  }
}
