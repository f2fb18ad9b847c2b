package dev.forebay.data.execute;

import dev.forebay.data.sql.Server;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.Collections;
import java.util.List;

/** What the rows of a table are found again by. Pure. */
public final class RowKey {
  private RowKey() {}

  /**
   * The primary key's columns, or none where its values cannot be compared exactly, or change by a
   * trigger when a row is updated.
   */
  public static List<Column> of(Table table) {
    List<Column> key =
        table.primaryKey().stream().flatMap(name -> table.column(name).stream()).toList();
    boolean kept = Collections.disjoint(table.rules().setOnUpdate(), table.primaryKey());
    return kept && key.stream().allMatch(column -> ValueType.of(column).isNamed())
        ? key
        : List.of();
  }

  /**
   * Whether the keys of inserted rows are known whatever makes them. MySQL tells only those of
   * AUTO_INCREMENT; not what a trigger sets, nor what is computed from other columns.
   */
  public static boolean isTold(Table table, Server server) {
    return server == Server.MARIADB
        || of(table).stream().allMatch(column -> isGivenOrMade(table, column));
  }

  private static boolean isGivenOrMade(Table table, Column column) {
    boolean mayBeSet = column.generated() || table.rules().setOnInsert().contains(column.name());
    return !mayBeSet
        && (column.autoIncrement() || !column.hasDefault() || KeyDefaults.canBeMade(table, column));
  }
}
