package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.ViewText.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads which columns of the views are columns of tables, through any number of views. */
final class ViewReader {
  /** Deeper than the server lets views be made of views in practice; a text may be out of date. */
  private static final int DEEPEST = 20;

  private final Map<String, Table> tables;
  private final Map<String, List<Item>> items = new HashMap<>();

  private ViewReader(Map<String, Table> tables) {
    this.tables = tables;
  }

  /**
   * By view and column, where the column comes from. Not of a view whose text the account may not
   * see, or that is not understood.
   */
  static Map<String, Map<String, Origin>> origins(
      Session session, String database, Map<String, Table> tables) {
    if (tables.values().stream().noneMatch(Table::view)) {
      return Map.of();
    }
    ViewReader reader = new ViewReader(tables);
    session.query(
        "SELECT table_name, view_definition FROM information_schema.views"
            + " WHERE table_schema = DATABASE()",
        List.of(),
        row -> {
          String sql = Objects.requireNonNullElse(row.string(2), "");
          String view = Objects.requireNonNull(row.string(1));
          return reader.items.put(view, ViewText.items(database, sql));
        });
    return reader.origins();
  }

  private Map<String, Map<String, Origin>> origins() {
    Map<String, Map<String, Origin>> origins = new HashMap<>();
    for (Table view : tables.values()) {
      Map<String, Origin> known = new HashMap<>();
      for (Column column : view.columns()) {
        Origin base = base(origin(view, column.name()), DEEPEST);
        if (view.view() && base != null) {
          known.put(column.name(), base);
        }
      }
      origins.put(view.name(), Map.copyOf(known));
    }
    origins.values().removeIf(Map::isEmpty);
    return origins;
  }

  /**
   * By the column's place in the select list: the names of {@code CREATE VIEW v (a, b)} do not
   * stand in MySQL's text.
   */
  private @Nullable Origin origin(Table view, String column) {
    List<String> names = view.columns().stream().map(Column::name).toList();
    List<Item> list = items.getOrDefault(view.name(), List.of());
    int place = names.indexOf(column);
    return place >= 0 && list.size() == names.size() ? list.get(place).origin() : null;
  }

  private @Nullable Origin base(@Nullable Origin origin, int deepest) {
    Table table = origin == null ? null : tables.get(origin.table());
    if (origin == null || table == null || deepest == 0) {
      return null;
    }
    if (!table.view()) {
      return table.column(origin.column()).isPresent() ? origin : null;
    }
    Origin base = base(origin(table, origin.column()), deepest - 1);
    return base == null
        ? null
        : new Origin(origin.place() + "." + base.place(), base.table(), base.column());
  }
}
