package dev.forebay.data;

import dev.forebay.data.entry.TableCache;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How all tables are cached.
 *
 * @param ttl for the tables that name none
 * @param tables the tables that are configured, by name
 */
public record TableCaches(Duration ttl, Map<String, TableCacheSettings> tables) {
  /** Copies the map. */
  public TableCaches {
    tables = Map.copyOf(tables);
  }

  /** How this table is to be cached. */
  public TableCache of(String table) {
    TableCacheSettings settings = tables.getOrDefault(table, TableCacheSettings.DEFAULT);
    Duration ownTtl = Objects.requireNonNullElse(settings.ttl(), ttl);
    return new TableCache(settings.enabled(), ownTtl, settings.lookups(), settings.lists());
  }
}
