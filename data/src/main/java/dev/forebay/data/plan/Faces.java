package dev.forebay.data.plan;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Origin;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The base tables that a table or view shows: a table itself, a view those of which it has columns
 * as they are. A view may show one several times, {@code employees e JOIN employees m}. Pure.
 */
final class Faces {
  private final Schema schema;

  Faces(Schema schema) {
    this.schema = schema;
  }

  /** The base tables. */
  Set<Table> of(Table shown) {
    if (!shown.view()) {
      return Set.of(shown);
    }
    Set<Table> tables = new LinkedHashSet<>();
    for (Column column : shown.columns()) {
      Origin origin = origin(shown, column);
      if (origin != null) {
        schema.table(origin.table()).ifPresent(tables::add);
      }
    }
    return tables;
  }

  /** A base table's foreign keys as they are seen in what shows it. */
  List<ForeignKey> referring(Table base, Table shown) {
    List<ForeignKey> keys = new ArrayList<>();
    for (ForeignKey key : base.foreignKeys()) {
      for (List<String> columns : columns(base, key.columns(), shown)) {
        keys.add(seen(key, columns));
      }
    }
    return keys;
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
    return columns(base, both, shown).stream()
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
    Table base = schema.table(key.referencedTable()).orElse(null);
    if (base == null) {
      return List.of();
    }
    List<ForeignKey> keys = new ArrayList<>();
    for (List<String> columns : columns(base, key.referencedColumns(), shown)) {
      keys.add(
          new ForeignKey(
              key.name(), key.columns(), shown.name(), columns, key.onDelete(), key.onUpdate()));
    }
    return keys;
  }

  /** Whether a row of a base table can be in one row only: a view of joins repeats it. */
  boolean isOnce(Table shown) {
    return !shown.view()
        || schema.origins().getOrDefault(shown.name(), Map.of()).values().stream()
                .map(Origin::place)
                .distinct()
                .count()
            == 1;
  }

  /** By which names columns of a base table are shown; of each place where it shows them all. */
  List<List<String>> columns(Table base, List<String> columns, Table shown) {
    if (!shown.view()) {
      return shown.name().equals(base.name()) ? List.of(columns) : List.of();
    }
    Map<String, Map<String, String>> places = new LinkedHashMap<>();
    for (Column column : shown.columns()) {
      Origin origin = origin(shown, column);
      if (origin != null && origin.table().equals(base.name())) {
        places
            .computeIfAbsent(origin.place(), _ -> new LinkedHashMap<>())
            .putIfAbsent(origin.column(), column.name());
      }
    }
    return places.values().stream()
        .filter(names -> names.keySet().containsAll(columns))
        .map(names -> columns.stream().map(c -> names.getOrDefault(c, c)).toList())
        .toList();
  }

  private @Nullable Origin origin(Table shown, Column column) {
    return schema.origins().getOrDefault(shown.name(), Map.of()).get(column.name());
  }
}
