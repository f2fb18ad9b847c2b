package dev.forebay.data.sql;

import dev.forebay.data.sql.Statement.Expression;
import dev.forebay.data.sql.Statement.Form;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.List;

/** The forms that columns are read in. */
public final class Expressions {
  private Expressions() {}

  /** The columns, each as an answer shows it. */
  public static List<Expression> values(List<Column> columns) {
    return columns.stream().map(Expressions::value).toList();
  }

  /** The weight of a text column. */
  public static Expression weight(Column column) {
    String collation = String.valueOf(column.collation());
    return new Expression(
        column.name(), Weights.pads(collation) ? Form.PADDED_WEIGHT : Form.WEIGHT);
  }

  private static Expression value(Column column) {
    boolean geometry = column.type() == ColumnType.GEOMETRY;
    return new Expression(column.name(), geometry ? Form.GEOJSON : Form.VALUE);
  }
}
