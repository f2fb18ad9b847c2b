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
    items.entrySet().removeIf(view -> !isRead(tables.get(view.getKey()), view.getValue()));
    Map<String, Map<String, Origin>> origins = new HashMap<>();
    items.forEach((view, list) -> origins.put(view, origins(list)));
    return origins;
  }

  /** Whether the select list has the view's columns, so that nothing was misread. */
  private static boolean isRead(@Nullable Table view, List<Item> items) {
    return view != null
        && items.stream()
            .map(Item::alias)
            .toList()
            .equals(view.columns().stream().map(Column::name).toList());
  }

  private Map<String, Origin> origins(List<Item> list) {
    Map<String, Origin> origins = new HashMap<>();
    for (Item item : list) {
      Origin base = base(item.origin(), DEEPEST);
      if (base != null) {
        origins.put(item.alias(), base);
      }
    }
    return Map.copyOf(origins);
  }

  private @Nullable Origin base(@Nullable Origin origin, int deepest) {
    Table table = origin == null ? null : tables.get(origin.table());
    if (origin == null || table == null || deepest == 0) {
      return null;
    }
    if (!table.view()) {
      return table.column(origin.column()).isPresent() ? origin : null;
    }
    return items.getOrDefault(table.name(), List.of()).stream()
        .filter(item -> item.alias().equals(origin.column()))
        .findFirst()
        .map(item -> base(item.origin(), deepest - 1))
        .map(b -> new Origin(origin.place() + "." + b.place(), b.table(), b.column()))
        .orElse(null);
  }
}
