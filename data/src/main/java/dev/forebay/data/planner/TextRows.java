package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of texts, as a file has them, those of a table's columns. */
public final class TextRows {
  private final Table table;
  private final List<Column> columns;

  private TextRows(Table table, List<Column> columns) {
    this.table = table;
    this.columns = columns;
  }

  /** Rows for these columns of a table. FB201, FB202, FB203, FB206. */
  public static TextRows of(Schema schema, String tableName, List<String> columnNames) {
    Table table = Names.writable(Names.table(schema, tableName));
    List<Column> columns = columnNames.stream().map(name -> Names.input(table, name)).toList();
    if (columns.isEmpty() || columns.stream().distinct().count() < columns.size()) {
      throw new ForebayException(
          ErrorCode.INVALID_VALUE, "The rows must have columns, each named once");
    }
    return new TextRows(table, columns);
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The columns' names. */
  public List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * The values of one row, null for null. FB203 names the row and the column.
   *
   * @param number the row's number, from 1
   */
  public List<@Nullable Object> row(List<@Nullable String> texts, long number) {
    if (texts.size() != columns.size()) {
      throw new ForebayException(
          ErrorCode.INVALID_VALUE,
          "Row %d has %d values for %d columns".formatted(number, texts.size(), columns.size()));
    }
    List<@Nullable Object> values = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      values.add(text == null ? null : ColumnValue.stored(columns.get(i), text, number));
    }
    return values;
  }
}
