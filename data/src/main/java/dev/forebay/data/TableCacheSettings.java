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
 * @param lists whether the answers to whole queries are cached
 * @param near how old what is kept in this process may be; null where nothing is
 */
@Doc("How a table is cached.")
public record TableCacheSettings(
    @Default("true") @Doc("Whether rows are read through the cache by their primary key.")
        boolean enabled,
    @Doc("How long a row may stay in the cache; by default the cache's ttl.")
        @Nullable Duration ttl,
    @Doc("Columns of which reads by equality are cached as well, such as customer_id=eq.7.")
        List<String> lookups,
    @Default("false")
        @Doc(
            "Whether the answers to whole queries are cached as well, until a table that they read"
                + " is written to. For tables that are read far more often than written.")
        boolean lists,
    @Doc(
            "How long at most what was read is kept in each process as well, up to 10s. Reads may"
                + " be so much older than what other nodes have written. Left out: not at all.")
        @Nullable Duration near) {
  private static final Duration LONGEST_NEAR = Duration.ofSeconds(10);

  /** What holds for tables that are not configured. */
  public static final TableCacheSettings DEFAULT =
      new TableCacheSettings(true, null, List.of(), false, null);

  /** Copies the list. */
  public TableCacheSettings {
    if (ttl != null && !ttl.isPositive()) {
      throw new IllegalArgumentException("ttl must be positive");
    }
    if (near != null && (near.toMillis() < 1 || near.compareTo(LONGEST_NEAR) > 0)) {
      throw new IllegalArgumentException("near must be from 1ms to 10s");
    }
    lookups = List.copyOf(lookups);
  }
}
