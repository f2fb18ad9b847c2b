package dev.forebay.mysql.schema;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One snapshot of a database's exposed tables, views and routines. Tables of Forebay's own ({@code
 * forebay_*}, {@code flyway_schema_history}) are not in it.
 *
 * @param database the database's name
 * @param version grows with every snapshot that differs from the one before
 * @param tables by name, as the database spells it
 * @param routines by name, as the database spells it
 * @param origins by view and column, which table's column it is, where that is known
 */
public record Schema(
    String database,
    long version,
    Map<String, Table> tables,
    Map<String, Routine> routines,
    Map<String, Map<String, Origin>> origins) {
  /** Copies the maps. */
  public Schema {
    tables = Map.copyOf(tables);
    routines = Map.copyOf(routines);
    origins = Map.copyOf(origins);
  }

  /** A snapshot without routines. */
  public Schema(String database, long version, Map<String, Table> tables) {
    this(database, version, tables, Map.of(), Map.of());
  }

  /** Whether there is a routine that may change the table's rows, perhaps by foreign keys. */
  public boolean isChangedByRoutines(String table) {
    if (routines.isEmpty()) {
      return false;
    }
    Set<String> changing = changing(table);
    for (Routine routine : routines.values()) {
      if (!Collections.disjoint(routine.mayChange(), changing)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The table, and all others of which a change may change its rows on its own, by foreign keys
   * with CASCADE or SET NULL, one after the other.
   */
  public Set<String> changing(String table) {
    Set<String> changing = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(table));
    while (!left.isEmpty()) {
      String name = left.remove();
      if (changing.add(name)) {
        table(name).stream()
            .flatMap(found -> found.foreignKeys().stream())
            .filter(key -> key.cascadesDeletes() || key.cascadesUpdates())
            .forEach(key -> left.add(key.referencedTable()));
      }
    }
    return changing;
  }

  /** The names of the tables whose engine cannot undo a write, in order. */
  public List<String> withoutTransactions() {
    return tables.values().stream()
        .filter(table -> !table.rules().transactional())
        .map(Table::name)
        .sorted()
        .toList();
  }

  /** Whether another snapshot has the same in it. */
  boolean isLike(Schema other) {
    return tables.equals(other.tables)
        && routines.equals(other.routines)
        && origins.equals(other.origins);
  }

  /** The table or view of this name. */
  public Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }
}
