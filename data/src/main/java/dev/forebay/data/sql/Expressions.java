package dev.forebay.data.sql;

import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.sql.Statement.Expression;
import dev.forebay.data.sql.Statement.Form;
import dev.forebay.mysql.schema.Collation;
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
    boolean pads = weightOf(column) == Cast.PADDED_WEIGHT;
    return new Expression(column.name(), pads ? Form.PADDED_WEIGHT : Form.WEIGHT);
  }

  /** What makes the weight of a text column's value. */
  public static Cast weightOf(Column column) {
    boolean pads =
        column.type() instanceof ColumnType.Text(Collation collation, _, _)
            && collation != null
            && collation.pads();
    return pads ? Cast.PADDED_WEIGHT : Cast.WEIGHT;
  }

  private static Expression value(Column column) {
    Form form =
        switch (column.type()) {
          case ColumnType.Geometry _ -> Form.GEOJSON;
          case ColumnType.Vector _ -> Form.BYTES;
          default -> Form.VALUE;
        };
    return new Expression(column.name(), form);
  }
}
