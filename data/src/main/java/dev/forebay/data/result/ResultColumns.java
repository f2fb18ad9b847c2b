package dev.forebay.data.result;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a result, as far as the driver knows them.
 *
 * @param all in their order
 */
record ResultColumns(List<Column> all) {
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

  /** A geometry comes as bytes, because only SQL makes GeoJSON of it. */
  private static Column column(Row row, int index) {
    String declared = row.declaredType(index);
    String name = declared.split("[( ]", 2)[0];
    Column column = Column.of(row.label(index), name, declared);
    return column.type() == ColumnType.GEOMETRY
        ? Column.of(row.label(index), "blob", "blob")
        : column;
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

  Column column(int index) {
    return all.get(index - 1);
  }
}
