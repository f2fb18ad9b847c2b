package dev.forebay.data.entry;

import dev.forebay.data.sql.Server;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Table;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
        && (column.autoIncrement() || !column.hasDefault() || canBeMade(table, column));
  }

  /** Whether the value that a row gets by default can be made before the row is inserted. */
  public static boolean canBeMade(Table table, Column column) {
    return constant(column).isPresent() || table.rules().keyDefaults().containsKey(column.name());
  }

  /** Bytes are shown in another way than they are read. */
  public static Optional<Object> constant(Column column) {
    return Optional.ofNullable(column.defaultText())
        .filter(_ -> !(column.type() instanceof ColumnType.Binary))
        .map(ValueType.of(column)::read);
  }
}
