package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Steps through whole rows of a table, as the cache keeps them. One thread. */
public final class WholeRows {
  private final Table table;
  private final JsonRows rows;
  private final RowScanner scanner;
  private int left;

  /** All rows, before the first. */
  public WholeRows(Table table, JsonRows rows) {
    this.table = table;
    this.rows = rows;
    this.scanner = new RowScanner(rows, table.columns().size());
    this.left = rows.count();
  }

  /** Steps to the next row: false where there is none. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    scanner.next();
    return true;
  }

  /** Adds the row to others, with gaps for what it embeds. */
  public void write(ResourceFormat format, OpenRows out) {
    format.write(this, out);
  }

  /** A value as text, as a filter would write it; null for NULL. */
  public @Nullable String text(Column column) {
    int i = table.columns().indexOf(column);
    String json =
        new String(rows.bytes(), scanner.start(i), scanner.length(i), StandardCharsets.UTF_8);
    if (json.equals("null")) {
      return null;
    }
    return json.startsWith("\"") ? JsonMapper.shared().readValue(json, String.class) : json;
  }

  /** Adds the row as it is. */
  void copy(JsonBuffer out) {
    out.put(rows.bytes(), scanner.rowStart(), scanner.rowLength());
  }

  void copy(Column column, JsonBuffer out) {
    int i = table.columns().indexOf(column);
    out.put(rows.bytes(), scanner.start(i), scanner.length(i));
  }
}
