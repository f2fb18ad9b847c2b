package dev.forebay.data.relation;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Origin;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The base tables that a table or view shows: a table itself, a view those of which it has columns
 * as they are. A view may show one several times, {@code employees e JOIN employees m}. Worked out
 * once for a schema, in memory that grows with its columns. Pure.
 */
final class BaseTables {
  private final Schema schema;
  private final Map<String, List<Place>> places = new HashMap<>();
  private final Map<String, List<Table>> showing = new HashMap<>();

  BaseTables(Schema schema) {
    this.schema = schema;
    for (Table shown : new TreeMap<>(schema.tables()).values()) {
      if (shown.view()) {
        places.put(shown.name(), places(schema, shown));
      }
      of(shown).forEach(b -> showing.computeIfAbsent(b.name(), _ -> new ArrayList<>()).add(shown));
    }
  }

  /**
   * Where a view shows a base table.
   *
   * @param base the base table
   * @param names by its column, what the view calls it
   */
  private record Place(String base, Map<String, String> names) {}

  private static List<Place> places(Schema schema, Table view) {
    Map<String, Origin> origins = schema.origins().getOrDefault(view.name(), Map.of());
    Map<String, Place> places = new LinkedHashMap<>();
    for (Column column : view.columns()) {
      Origin origin = origins.get(column.name());
      if (origin != null) {
        places
            .computeIfAbsent(origin.place(), _ -> new Place(origin.table(), new HashMap<>()))
            .names()
            .putIfAbsent(origin.column(), column.name());
      }
    }
    return List.copyOf(places.values());
  }

  /** The base tables. */
  List<Table> of(Table shown) {
    return shown.view()
        ? places(shown).stream()
            .map(Place::base)
            .distinct()
            .flatMap(base -> schema.table(base).stream())
            .toList()
        : List.of(shown);
  }

  /** The tables and views that show a base table. */
  List<Table> showing(String base) {
    return showing.getOrDefault(base, List.of());
  }

  /** A base table's foreign keys as they are seen in what shows it. */
  List<ForeignKey> referring(Table base, Table shown) {
    List<ForeignKey> keys = new ArrayList<>();
    for (ForeignKey key : base.foreignKeys()) {
      keys.addAll(seen(base, key, shown));
    }
    return keys;
  }

  /** A base table's foreign key as it is seen in what shows the table. */
  List<ForeignKey> seen(Table base, ForeignKey key, Table shown) {
    return columns(base.name(), key.columns(), shown).stream().map(c -> seen(key, c)).toList();
  }

  /**
   * Two foreign keys of one row.
   *
   * @param one the first
   * @param other the second
   */
  record Pair(ForeignKey one, ForeignKey other) {}

  /** Two foreign keys of a base table as they are seen in what shows it, both of the same row. */
  List<Pair> pairs(Table base, ForeignKey one, ForeignKey other, Table shown) {
    List<String> both = new ArrayList<>(one.columns());
    both.addAll(other.columns());
    int first = one.columns().size();
    return columns(base.name(), both, shown).stream()
        .map(
            columns ->
                new Pair(
                    seen(one, columns.subList(0, first)),
                    seen(other, columns.subList(first, columns.size()))))
        .toList();
  }

  private static ForeignKey seen(ForeignKey key, List<String> columns) {
    return new ForeignKey(
        key.name(),
        columns,
        key.referencedTable(),
        key.referencedColumns(),
        key.onDelete(),
        key.onUpdate());
  }

  /** A foreign key as one that refers to what shows the table that it refers to. */
  List<ForeignKey> referred(ForeignKey key, Table shown) {
    return columns(key.referencedTable(), key.referencedColumns(), shown).stream()
        .map(
            columns ->
                new ForeignKey(
                    key.name(),
                    key.columns(),
                    shown.name(),
                    columns,
                    key.onDelete(),
                    key.onUpdate()))
        .toList();
  }

  /** Whether a row of a base table can be in one row only: a view of joins repeats it. */
  boolean isOnce(Table shown) {
    return !shown.view() || places(shown).size() == 1;
  }

  /** By which names columns of a base table are shown; of each place where it shows them all. */
  private List<List<String>> columns(String base, List<String> columns, Table shown) {
    if (!shown.view()) {
      return shown.name().equals(base) ? List.of(columns) : List.of();
    }
    return places(shown).stream()
        .filter(place -> place.base().equals(base))
        .map(Place::names)
        .filter(names -> names.keySet().containsAll(columns))
        .map(names -> columns.stream().map(c -> names.getOrDefault(c, c)).toList())
        .toList();
  }

  private List<Place> places(Table view) {
    return places.getOrDefault(view.name(), List.of());
  }
}
