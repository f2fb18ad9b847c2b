package dev.forebay.data.execute;

import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.List;

/** What the rows of a table are found again by. Pure. */
public final class RowKey {
  private RowKey() {}

  /** The primary key's columns, or none where its values cannot be compared exactly. */
  public static List<Column> of(Table table) {
    List<Column> key =
        table.primaryKey().stream().flatMap(name -> table.column(name).stream()).toList();
    return key.stream().allMatch(column -> ValueType.of(column).isNamed()) ? key : List.of();
  }
}
