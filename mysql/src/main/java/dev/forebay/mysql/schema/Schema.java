package dev.forebay.mysql.schema;

import java.util.Map;
import java.util.Optional;

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

  /** Whether there is a routine that may change the table's rows. */
  public boolean isChangedByRoutines(String table) {
    for (Routine routine : routines.values()) {
      if (routine.mayChange().contains(table)) {
        return true;
      }
    }
    return false;
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
