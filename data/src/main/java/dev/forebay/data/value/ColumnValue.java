package dev.forebay.data.value;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.JsonValue;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Makes a client's value one of its column's type: nothing is left that MySQL could coerce in
 * silence, as it would make {@code 0} of {@code id = 'abc'}. FB203 where the value is none.
 */
public final class ColumnValue {
  private ColumnValue() {}

  /** The value that a filter compares a column with. */
  public static Object of(Column column, String text) {
    return read(column, text, 0);
  }

  /**
   * The value that a column keeps of a text.
   *
   * @param row the number of the row it stands in, from 1
   */
  public static Object stored(Column column, String text, long row) {
    Object value = ValueType.of(column).stored(read(column, text, row));
    if (value == null) {
      throw new ForebayException(
          ErrorCode.VALUE_OUT_OF_RANGE,
          "A value is too long for its column or out of its range",
          "Column: " + column.name() + (row > 1 ? place(row) : ""),
          "Send a value that fits the column's type",
          null);
    }
    return value;
  }

  /** The value that a column keeps of what a JSON body gives; null for JSON's null. */
  public static @Nullable Object stored(Column column, JsonValue value, long row) {
    boolean json = column.type() instanceof ColumnType.Json;
    return switch (value) {
      case JsonValue.Null _ -> null;
      case JsonValue.Text(String text) -> stored(column, json ? quoted(text) : text, row);
      case JsonValue.Literal(String literal) -> stored(column, literal, row);
      case JsonValue.Field(String field) -> stored(column, field, row);
      case JsonValue.Structure(String structure) -> {
        if (!json && !(column.type() instanceof ColumnType.Geometry)) {
          throw invalid(column, structure, row);
        }
        yield stored(column, structure, row);
      }
    };
  }

  /** A text as it is, whatever the column's type. */
  public static String text(Column column, String text) {
    if (!isWellFormed(text)) {
      throw invalid(column, text, 0);
    }
    return text;
  }

  /** The row is 0 for a filter. */
  private static Object read(Column column, String text, long row) {
    Object value = isWellFormed(text) ? ValueType.of(column).read(text) : null;
    if (value == null) {
      throw invalid(column, text, row);
    }
    return value;
  }

  private static ForebayException invalid(Column column, String text, long row) {
    return new ForebayException(
        ErrorCode.INVALID_VALUE,
        "The column %s takes %s".formatted(column.name(), ValueType.of(column).expected()),
        "Given was \"%s\"%s; the column is %s"
            .formatted(Excerpt.of(text), place(row), column.declaredType()),
        null,
        null);
  }

  private static String place(long row) {
    return row == 0 ? "" : " in row " + row;
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append('"').toString();
  }

  /** Whether every surrogate is half of a pair; one that is not would be stored as "?". */
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
