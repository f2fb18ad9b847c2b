package dev.forebay.data.entry;

import dev.forebay.data.sql.Server;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The models of all tables, each made anew when its table or its caching has changed. Any thread.
 */
public final class TableModels {
  private final Map<String, Known> models = new ConcurrentHashMap<>();
  private final Supplier<Schema> schema;
  private final Function<String, TableCache> caches;
  private final Cascades cascades;
  private final Server server;

  /** With how each table, by its name, is to be cached. */
  public TableModels(
      Supplier<Schema> schema,
      Function<String, TableCache> caches,
      Cascades cascades,
      Server server) {
    this.server = server;
    this.schema = schema;
    this.caches = caches;
    this.cascades = cascades;
  }

  /** A model, and the last snapshot that it was found to be right for, with its table there. */
  private record Known(Schema schema, Table table, TableModel model) {}

  /** The model of a table as a snapshot of the schema has it. */
  @SuppressWarnings("ReferenceEquality") // The same snapshot has the same table; equals is slow.
  public TableModel of(Table table) {
    Schema now = schema.get();
    Known known = models.get(table.name());
    if (known != null && known.schema() == now && known.table() == table) {
      return known.model();
    }
    TableModel made = made(now, table);
    TableModel model = known != null && known.model().isLike(made) ? known.model() : made;
    models.put(table.name(), new Known(now, table, model));
    return model;
  }

  /** Not cached are tables of which it cannot be known what foreign keys change in them. */
  private TableModel made(Schema now, Table table) {
    String name = table.name();
    TableCache cache = cascades.areKnownFor(name) ? caches.apply(name) : TableCache.NONE;
    return new TableModel(table, cache, keepsPromise(now, table));
  }

  /**
   * Not where a routine may change the table, which has no intents; nor where its engine has no
   * transactions, so that no lock is held until a write ends; nor where the server does not tell
   * the keys of inserted rows.
   */
  private boolean keepsPromise(Schema now, Table table) {
    return !now.isChangedByRoutines(table.name())
        && table.rules().transactional()
        && RowKey.isTold(table, server);
  }
}
