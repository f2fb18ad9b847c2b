package dev.forebay.data.execute;

import dev.forebay.mysql.schema.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The models of all tables, each made anew when its table or its caching has changed. Any thread.
 */
final class TableModels {
  private final Map<String, TableModel> models = new ConcurrentHashMap<>();
  private final Function<String, TableCache> caches;

  TableModels(Function<String, TableCache> caches) {
    this.caches = caches;
  }

  /** The model of a table as this snapshot of the schema has it. */
  TableModel of(Table table) {
    TableModel known = models.get(table.name());
    TableCache cache = caches.apply(table.name());
    if (known != null && known.table().equals(table) && known.cache().equals(cache)) {
      return known;
    }
    TableModel made = new TableModel(table, cache);
    models.put(table.name(), made);
    return made;
  }
}
