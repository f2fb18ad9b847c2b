package dev.forebay.mysql.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which columns are booleans: decided once for all that reads, writes or compares them. TINYINT(1)
 * and BIT(1) are, unless they are keys, where each number stands for itself; or those that are
 * named for their table, and no others of it.
 *
 * @param named by table; of TINYINT or BIT(1)
 */
public record Booleans(Map<String, List<String>> named) {
  /** Those that the types alone tell. */
  public static final Booleans BY_TYPE = new Booleans(Map.of());

  private static final Logger LOG = LoggerFactory.getLogger(Booleans.class);
  private static final ColumnType ONE_BIT = new ColumnType.Bit(1);
  private static final int TINY = 8;

  /** Copies the lists. */
  public Booleans {
    named = Map.copyOf(named);
  }

  /** What a type is where nothing else is known of the value. */
  static ColumnType byType(ColumnType declared) {
    return declared.equals(ONE_BIT) ? new ColumnType.Bool(declared, false) : declared;
  }

  /** The tables with their booleans; a view's columns are what they show. */
  Map<String, Table> in(Map<String, Table> tables, Map<String, Map<String, Origin>> origins) {
    Map<String, Set<String>> keys = keys(tables);
    Map<String, Table> decided = new HashMap<>();
    tables.forEach(
        (name, table) -> decided.put(name, decided(table, keys.getOrDefault(name, Set.of()))));
    decided.replaceAll(
        (name, table) ->
            table.view() ? shown(table, origins.getOrDefault(name, Map.of()), decided) : table);
    return decided;
  }

  private Table decided(Table table, Set<String> keys) {
    List<String> wanted = named.get(table.name());
    if (wanted != null) {
      wanted.forEach(name -> warnUnlessPossible(table, name));
    }
    return table.withColumns(
        table.columns().stream()
            .map(
                column ->
                    column.withType(
                        wanted == null
                            ? decided(column, keys)
                            : named(column, wanted.contains(column.name()))))
            .toList());
  }

  private static ColumnType decided(Column column, Set<String> keys) {
    return byType(column.type()) instanceof ColumnType.Bool(ColumnType number, _)
        ? new ColumnType.Bool(number, keys.contains(column.name()))
        : column.type();
  }

  private static ColumnType named(Column column, boolean wanted) {
    ColumnType number = number(column.type());
    return wanted && isPossible(number) ? new ColumnType.Bool(number, false) : number;
  }

  private static boolean isPossible(ColumnType number) {
    return number.equals(ONE_BIT) || (number instanceof ColumnType.Int i && i.bits() == TINY);
  }

  private static void warnUnlessPossible(Table table, String name) {
    if (table.column(name).filter(column -> isPossible(number(column.type()))).isEmpty()) {
      LOG.warn(
          "{} has no column {} of TINYINT or BIT(1) that could be a boolean", table.name(), name);
    }
  }

  private static ColumnType number(ColumnType type) {
    return type instanceof ColumnType.Bool(ColumnType number, _) ? number : type;
  }

  private static Table shown(Table view, Map<String, Origin> origins, Map<String, Table> tables) {
    return view.withColumns(
        view.columns().stream().map(column -> shown(column, origins, tables)).toList());
  }

  private static Column shown(
      Column column, Map<String, Origin> origins, Map<String, Table> tables) {
    return Optional.ofNullable(origins.get(column.name()))
        .flatMap(origin -> type(origin, tables))
        .map(column::withType)
        .orElse(column);
  }

  private static Optional<ColumnType> type(Origin origin, Map<String, Table> tables) {
    return Optional.ofNullable(tables.get(origin.table()))
        .flatMap(table -> table.column(origin.column()))
        .map(Column::type);
  }

  /** The columns by which rows are told apart or related, by table. */
  private static Map<String, Set<String>> keys(Map<String, Table> tables) {
    Map<String, Set<String>> keys = new HashMap<>();
    tables
        .values()
        .forEach(
            table -> {
              Set<String> own = keys.computeIfAbsent(table.name(), _ -> new HashSet<>());
              own.addAll(table.primaryKey());
              table.uniqueKeys().stream()
                  .filter(key -> key.columns().size() == 1)
                  .forEach(key -> own.addAll(key.columns()));
              table
                  .foreignKeys()
                  .forEach(
                      key -> {
                        own.addAll(key.columns());
                        keys.computeIfAbsent(key.referencedTable(), _ -> new HashSet<>())
                            .addAll(key.referencedColumns());
                      });
            });
    return keys;
  }
}
