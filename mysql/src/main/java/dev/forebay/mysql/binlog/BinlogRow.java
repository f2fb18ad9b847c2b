package dev.forebay.mysql.binlog;

import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Table;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row of a row event, with the columns of its table.
 *
 * @param table the table
 * @param values a String or byte[] for each column that was asked for; null for NULL and for the
 *     other columns
 */
@SuppressWarnings("ArrayRecordComponent")
record BinlogRow(Table table, @Nullable Object[] values) implements Row {
  @Override
  public int columnCount() {
    return values.length;
  }

  @Override
  public String label(int column) {
    return table.columns().get(column - 1).name();
  }

  @Override
  public String declaredType(int column) {
    return table.columns().get(column - 1).declaredType();
  }

  @Override
  public @Nullable String string(int column) {
    return switch (values[column - 1]) {
      case null -> null;
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case Object text -> text.toString();
    };
  }

  @Override
  public byte @Nullable [] bytes(int column) {
    return switch (values[column - 1]) {
      case null -> null;
      case byte[] bytes -> bytes;
      case Object text -> text.toString().getBytes(StandardCharsets.UTF_8);
    };
  }

  @Override
  public long longValue(int column) {
    String text = string(column);
    return text == null ? 0 : Long.parseLong(text);
  }
}
