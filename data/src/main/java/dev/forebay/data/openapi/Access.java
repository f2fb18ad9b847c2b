package dev.forebay.data.openapi;

import dev.forebay.auth.Decision;
import dev.forebay.auth.Policy;
import dev.forebay.auth.Policy.Action;
import dev.forebay.auth.Principal;
import dev.forebay.auth.Principal.Role;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a client may do, and so what its document has in it.
 *
 * @param tables the actions that are allowed, by table; a table with none is not there
 * @param columns the only columns that are shown, by table; a table that shows all is not there
 * @param routines whether routines may be called
 */
public record Access(
    Map<String, Set<Action>> tables, Map<String, List<String>> columns, boolean routines) {
  /** Copies the maps. */
  public Access {
    tables = Map.copyOf(tables);
    columns = Map.copyOf(columns);
  }

  /**
   * What the policy allows.
   *
   * @param opens whether a rule that allows to read fits its table; one that does not grants
   *     nothing
   */
  public static Access of(Policy policy, Principal who, Schema schema, Predicate<Table> opens) {
    Map<String, Set<Action>> tables = new HashMap<>();
    Map<String, List<String>> columns = new HashMap<>();
    for (Table known : schema.tables().values()) {
      String table = known.name();
      Set<Action> allowed = EnumSet.noneOf(Action.class);
      for (Action action : Action.values()) {
        switch (policy.decide(who, table, action)) {
          case Decision.Allow _ when action == Action.READ && !opens.test(known) -> {}
          case Decision.Allow allow -> {
            allowed.add(action);
            if (action == Action.READ && allow.columns() != null) {
              columns.put(table, allow.columns());
            }
          }
          case Decision.Deny _ -> {}
        }
      }
      if (!allowed.isEmpty()) {
        tables.put(table, allowed);
      }
    }
    return new Access(tables, columns, who.hasAtLeast(Role.SERVICE));
  }

  /** What may be done to the table's rows. */
  Set<Action> allowed(String table) {
    return tables.getOrDefault(table, Set.of());
  }

  /** Whether the client knows of the table. */
  boolean shows(String table) {
    return tables.containsKey(table);
  }

  /** Whether the client knows of the column. */
  boolean shows(String table, String column) {
    List<String> only = columns.get(table);
    return shows(table) && (only == null || only.contains(column));
  }

  /** The table as the client knows it: without other columns, and keys that they are in. */
  Table shown(Table table) {
    List<String> only = columns.get(table.name());
    return only == null
        ? table
        : new Table(
            table.name(),
            table.view(),
            table.columns().stream().filter(column -> only.contains(column.name())).toList(),
            only.containsAll(table.primaryKey()) ? table.primaryKey() : List.of(),
            table.uniqueKeys().stream().filter(key -> only.containsAll(key.columns())).toList(),
            table.foreignKeys().stream().filter(key -> only.containsAll(key.columns())).toList(),
            table.fullTextColumns().stream().filter(only::contains).toList(),
            table.rules(),
            table.comment());
  }
}
