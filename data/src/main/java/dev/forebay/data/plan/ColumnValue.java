package dev.forebay.data.plan;

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

  /**
   * The value that a text means for a column: of a filter, or of a line of a file.
   *
   * @param row the number of the row it stands in, from 1; 0 for a filter
   */
  public static Object of(Column column, String text, long row) {
    Object value = isWellFormed(text) ? read(column, text) : null;
    if (value == null) {
      throw invalid(column, text, row);
    }
    return value;
  }

  /** The value that a JSON body gives for a column; null for JSON's null. */
  public static @Nullable Object of(Column column, JsonValue value, long row) {
    boolean json = column.type() == ColumnType.JSON;
    return switch (value) {
      case JsonValue.Null _ -> null;
      case JsonValue.Text(String text) -> of(column, json ? quoted(text) : text, row);
      case JsonValue.Literal(String literal) -> of(column, literal, row);
      case JsonValue.Field(String field) -> of(column, field, row);
      case JsonValue.Structure(String structure) -> {
        if (!json && column.type() != ColumnType.GEOMETRY) {
          throw invalid(column, structure, row);
        }
        yield of(column, structure, row);
      }
    };
  }

  /** A text as it is, whatever the column's type. */
  static String text(Column column, String text) {
    if (!isWellFormed(text)) {
      throw invalid(column, text, 0);
    }
    return text;
  }

  private static @Nullable Object read(Column column, String text) {
    return switch (column.type()) {
      case INTEGER -> Numbers.integer(column.declaredType(), text);
      case BOOLEAN -> Numbers.bool(text);
      case BIT -> Numbers.bits(column.declaredType(), text);
      case DECIMAL -> Numbers.decimal(text);
      case FLOAT -> Numbers.floating(text);
      case DATE -> Times.date(text);
      case DATETIME -> Times.dateTime(text);
      case TIME -> Times.time(text);
      case ENUM -> Words.member(column.declaredType(), text);
      case SET -> Words.members(column.declaredType(), text);
      case UUID -> Words.uuid(text);
      case INET -> Words.address(column.declaredType(), text);
      case BINARY -> Words.base64(text);
      case TEXT, JSON -> text;
      case GEOMETRY -> GeoJson.toStored(text, column.srid());
    };
  }

  private static ForebayException invalid(Column column, String text, long row) {
    String place = row == 0 ? "" : " in row " + row;
    return new ForebayException(
        ErrorCode.INVALID_VALUE,
        "The column %s takes %s".formatted(column.name(), kind(column)),
        "Given was \"%s\"%s; the column is %s"
            .formatted(Excerpt.of(text), place, column.declaredType()),
        null,
        null);
  }

  private static String kind(Column column) {
    return switch (column.type()) {
      case INTEGER -> "an integer " + Numbers.range(column.declaredType());
      case BOOLEAN -> "true or false";
      case BIT -> "a whole number that fits its bits";
      case DECIMAL -> "a decimal number of at most 65 digits, such as 12.50";
      case FLOAT -> "a finite number, such as 1.5e3";
      case DATE -> "a date, such as 2024-01-15";
      case DATETIME -> "a date and time, such as 2024-01-15T10:30:00";
      case TIME -> "a time, such as 10:30:00";
      case ENUM -> "one of " + String.join(", ", TypeWords.members(column.declaredType()));
      case SET -> "a list of " + String.join(", ", TypeWords.members(column.declaredType()));
      case UUID -> "a UUID";
      case INET -> "an IP address";
      case BINARY -> "bytes in base64";
      case TEXT, JSON -> "a string of valid Unicode";
      case GEOMETRY -> "a geometry of two dimensions in GeoJSON";
    };
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
