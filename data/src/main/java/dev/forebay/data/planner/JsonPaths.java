package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Operand;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;

/** Paths into JSON, as MySQL writes them: {@code $."address"[0]."city"}. */
final class JsonPaths {
  private JsonPaths() {}

  static String of(Column column, Operand operand) {
    if (!(column.type() instanceof ColumnType.Json)) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The column %s has no JSON to look into".formatted(column.name()),
          "The column is " + column.declaredType(),
          "-> and ->> are for JSON columns",
          null);
    }
    StringBuilder path = new StringBuilder("$");
    for (String key : operand.path()) {
      append(ColumnValue.text(column, key), path);
    }
    return path.toString();
  }

  private static void append(String key, StringBuilder path) {
    if (Operand.isIndex(key)) {
      path.append('[').append(key).append(']');
    } else {
      path.append(".\"").append(key.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
  }
}
