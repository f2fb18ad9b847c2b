package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the row under a cursor as one JSON object: a DECIMAL with all its digits, a DATETIME as
 * {@code 2024-01-15T10:30:00}, JSON inline, bytes in base64. The keys are encoded once for all
 * rows.
 */
public final class RowFormat {
  private final List<ValueType> types;
  private final byte[][] keys;

  /** The format of rows whose first columns are these fields. */
  public RowFormat(Projection projection) {
    types = projection.fields().stream().map(field -> ValueType.of(field.column())).toList();
    keys = keys(projection);
  }

  /** What stands before each value: its key in quotes, behind a brace or a comma. */
  static byte[][] keys(Projection projection) {
    byte[][] keys = new byte[projection.fields().size()][];
    for (int i = 0; i < keys.length; i++) {
      byte[] label = projection.fields().get(i).label().getBytes(StandardCharsets.UTF_8);
      JsonBuffer key = new JsonBuffer(label.length + 4).put(i == 0 ? '{' : ',');
      keys[i] = key.putString(label).put(':').toByteArray();
    }
    return keys;
  }

  /** Writes one row. */
  public void write(Row row, JsonBuffer out) {
    for (int i = 0; i < keys.length; i++) {
      out.put(keys[i]);
      types.get(i).write(row, i + 1, out);
    }
    out.put('}');
  }

  /** Writes one row whose fields are these columns of a cursor, from 1. */
  public void write(Row row, int[] columns, JsonBuffer out) {
    for (int i = 0; i < keys.length; i++) {
      out.put(keys[i]);
      types.get(i).write(row, columns[i], out);
    }
    out.put('}');
  }
}
