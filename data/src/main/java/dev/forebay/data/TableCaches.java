package dev.forebay.data;

import dev.forebay.data.execute.Cascades;
import dev.forebay.data.execute.RowKey;
import dev.forebay.data.execute.TableCache;
import dev.forebay.data.sql.Server;
import dev.forebay.mysql.schema.Schema;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

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

  TableCache of(String table) {
    TableCacheSettings settings = tables.getOrDefault(table, TableCacheSettings.DEFAULT);
    Duration ownTtl = Objects.requireNonNullElse(settings.ttl(), ttl);
    return new TableCache(settings.enabled(), ownTtl, settings.lookups(), settings.lists());
  }

  /**
   * The same as a function of the table's name, but that tables are not cached of which it cannot
   * be known what foreign keys change in them.
   */
  Function<String, TableCache> besides(Cascades cascades) {
    return table -> cascades.areKnownFor(table) ? of(table) : TableCache.NONE;
  }

  /**
   * Nor are tables that a routine may change, which has no intents; tables whose engine has no
   * transactions, so that no lock is held until a write ends; and tables whose server does not tell
   * the keys of inserted rows.
   */
  Function<String, TableCache> promised(Supplier<Schema> schema, Cascades cascades, Server server) {
    Function<String, TableCache> known = besides(cascades);
    return name -> {
      Schema now = schema.get();
      boolean keepsPromise =
          now.table(name)
              .filter(table -> table.rules().transactional() && RowKey.isTold(table, server))
              .isPresent();
      return keepsPromise && !now.isChangedByRoutines(name) ? known.apply(name) : TableCache.NONE;
    };
  }
}
