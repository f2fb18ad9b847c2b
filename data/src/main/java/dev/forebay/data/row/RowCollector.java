package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.Session.RowReader;

/** Collects the rows of one query as JSON. */
public final class RowCollector implements RowReader<Boolean> {
  private static final int ROOM = 512;

  private final RowFormat format;
  private final JsonBuffer out = new JsonBuffer(ROOM);
  private int count;

  /** A collector of rows in a format. */
  public RowCollector(RowFormat format) {
    this.format = format;
  }

  /** Adds one row. */
  @Override
  public Boolean read(Row row) {
    if (count > 0) {
      out.put(',');
    }
    format.write(row, out);
    count++;
    return true;
  }

  /** The rows so far. */
  public JsonRows rows() {
    return new JsonRows(out.toByteArray(), 0, count);
  }
}
