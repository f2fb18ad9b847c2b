package dev.forebay.mysql.schema;

import java.util.Map;
import java.util.Optional;

/**
 * One snapshot of a database's exposed tables and views. Tables of Forebay's own ({@code
 * forebay_*}, {@code flyway_schema_history}) are not in it.
 *
 * @param database the database's name
 * @param version grows with every snapshot that differs from the one before
 * @param tables by name, as the database spells it
 */
public record Schema(String database, long version, Map<String, Table> tables) {
  /** Copies the map. */
  public Schema {
    tables = Map.copyOf(tables);
  }

  /** The table or view of this name. */
  public Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }
}
