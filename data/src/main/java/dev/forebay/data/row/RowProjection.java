package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.mysql.schema.Table;

/** Takes the columns that a client selects out of whole rows. */
public final class RowProjection {
  private final boolean whole;
  private final int width;
  private final byte[][] keys;
  private final int[] columns;

  /** The projection of a table's whole rows. */
  public RowProjection(Table table, Projection projection) {
    whole = projection.whole();
    width = table.columns().size();
    keys = RowFormat.keys(projection);
    columns =
        projection.fields().stream().mapToInt(f -> table.columns().indexOf(f.column())).toArray();
  }

  /** The rows with the selected columns only, under their labels. */
  public JsonRows of(JsonRows rows) {
    if (whole || rows.count() == 0) {
      return rows;
    }
    RowScanner scanner = new RowScanner(rows, width);
    JsonBuffer out = new JsonBuffer(rows.length());
    for (int row = 0; row < rows.count(); row++) {
      scanner.next();
      if (row > 0) {
        out.put(',');
      }
      write(scanner, rows.bytes(), out);
    }
    return new JsonRows(out.toByteArray(), 0, rows.count());
  }

  private void write(RowScanner scanner, byte[] bytes, JsonBuffer out) {
    for (int i = 0; i < keys.length; i++) {
      out.put(keys[i]);
      out.put(bytes, scanner.start(columns[i]), scanner.length(columns[i]));
    }
    out.put('}');
  }
}
