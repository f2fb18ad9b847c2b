package dev.forebay.data.result;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.data.evaluate.Evaluator;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, as far as the driver knows them.
 *
 * @param all in their order
 */
record ResultColumns(List<Column> all) implements Evaluator.Rows<Row> {
  /** Copies the list. */
  ResultColumns {
    all = List.copyOf(all);
  }

  static ResultColumns of(Row row) {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= row.columnCount(); i++) {
      columns.add(column(row, i));
    }
    return new ResultColumns(columns);
  }

  /**
   * A geometry comes as bytes, because only SQL makes GeoJSON of it; of an ENUM or SET the labels
   * are not known.
   */
  private static Column column(Row row, int index) {
    Column column = Column.of(row.label(index), row.declaredType(index));
    return switch (column.type()) {
      case ColumnType.Geometry _ -> Column.of(column.name(), "blob");
      case ColumnType.Enumeration _, ColumnType.SetOf _ -> Column.of(column.name(), "text");
      default -> column;
    };
  }

  /** Where the column of this name is, from 1. FB202. */
  int indexOf(String name) {
    List<String> names = all.stream().map(Column::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new ForebayException(
          ErrorCode.UNKNOWN_COLUMN,
          "The result has no column \"%s\"".formatted(Excerpt.of(name)),
          null,
          NearestName.of(name, names).map("Perhaps you meant %s"::formatted).orElse(null),
          null);
    }
    return index + 1;
  }

  /** Refuses a filter by a column that the result does not have. FB202. */
  void requireAllOf(Filter filter) {
    switch (filter) {
      case Filter.All several -> several.filters().forEach(this::requireAllOf);
      case Filter.Any several -> several.filters().forEach(this::requireAllOf);
      case Filter.Not not -> requireAllOf(not.filter());
      case Filter.Test test -> indexOf(test.operand().column());
      case Filter.Unreadable unreadable -> throw unreadable.error();
    }
  }

  Column column(int index) {
    return all.get(index - 1);
  }

  @Override
  public Column column(String name) {
    return column(indexOf(name));
  }

  @Override
  public @Nullable Object value(Row row, Column column) {
    return ValueType.of(column).value(row, indexOf(column.name()));
  }
}
