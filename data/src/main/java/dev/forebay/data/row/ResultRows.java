package dev.forebay.data.row;

import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.Session.RowReader;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a result whose columns show with its first row. */
public final class ResultRows implements RowReader<Boolean> {
  private @Nullable RowCollector rows;

  /** Adds one row. */
  @Override
  public Boolean read(Row row) {
    if (rows == null) {
      rows = new RowCollector(format(row));
    }
    return rows.read(row);
  }

  /** The rows so far. */
  public JsonRows rows() {
    return rows == null ? JsonRows.NONE : rows.rows();
  }

  private static RowFormat format(Row row) {
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i <= row.columnCount(); i++) {
      fields.add(new Field(column(row, i), row.label(i)));
    }
    return new RowFormat(new Projection(fields, false));
  }

  /** A geometry comes as bytes, because only SQL makes GeoJSON of it. */
  private static Column column(Row row, int index) {
    String declared = row.declaredType(index);
    String name = declared.split("[( ]", 2)[0];
    Column column = Column.of(row.label(index), name, declared);
    return column.type() == dev.forebay.mysql.schema.ColumnType.GEOMETRY
        ? Column.of(row.label(index), "blob", "blob")
        : column;
  }
}
