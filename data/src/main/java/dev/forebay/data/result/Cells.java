package dev.forebay.data.result;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.ColumnValue;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a result, and what a filter compares it with, as values that can be compared.
 *
 * <p>Numbers by their value, dates and times by their time, bytes unsigned. Texts character by
 * character in the order of Unicode: a result does not tell its collations.
 */
final class Cells {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Column column;
  private final int index;

  /** Of the column at an index, from 1. */
  Cells(Column column, int index) {
    this.column = column;
    this.index = index;
  }

  Column column() {
    return column;
  }

  boolean isNull(Row row) {
    return row.string(index) == null;
  }

  /** The text of the row's value, or null. */
  @Nullable String text(Row row) {
    return row.string(index);
  }

  /** The row's value, or null. */
  @Nullable Cell of(Row row) {
    String text = row.string(index);
    if (text == null) {
      return null;
    }
    return switch (column.type()) {
      case INTEGER, BOOLEAN, DECIMAL -> new Cell.Exact(new BigDecimal(text));
      case FLOAT -> new Cell.Floating(Double.parseDouble(text));
      case BIT ->
          new Cell.Exact(
              new BigDecimal(new BigInteger(1, Objects.requireNonNull(row.bytes(index)))));
      case DATE -> Cell.Bytes.of(text);
      case DATETIME -> Cell.Bytes.of(padded(text));
      case TIME -> new Cell.Exact(micros(text));
      case BINARY -> new Cell.Bytes(Objects.requireNonNull(row.bytes(index)));
      case TEXT, ENUM, SET, UUID, INET -> Cell.Bytes.of(text);
      case JSON, GEOMETRY -> throw incomparable();
    };
  }

  /** The value that a filter gives. FB203 where it is none of the column's type. */
  Cell given(String text) {
    Object value =
        switch (column.type()) {
          case ENUM, SET, TEXT -> ColumnValue.of(Column.of(column.name(), "text", "text"), text, 0);
          default -> ColumnValue.of(column, text, 0);
        };
    return switch (column.type()) {
      case INTEGER, BIT, DECIMAL -> new Cell.Exact(new BigDecimal(value.toString()));
      case BOOLEAN -> new Cell.Exact(value.equals(true) ? BigDecimal.ONE : BigDecimal.ZERO);
      case FLOAT -> new Cell.Floating((Double) value);
      case DATETIME -> Cell.Bytes.of(MICROS.format((LocalDateTime) value));
      case TIME -> new Cell.Exact(micros(value.toString()));
      case BINARY -> new Cell.Bytes((byte[]) value);
      case DATE, TEXT, ENUM, SET, UUID, INET -> Cell.Bytes.of(value.toString());
      case JSON, GEOMETRY -> throw incomparable();
    };
  }

  private ForebayException incomparable() {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The column %s of the result is not compared".formatted(column.name()),
        "The column is " + column.declaredType(),
        "Only is.null and is.not_null are for it",
        null);
  }

  /** With six digits of a fraction, so that texts sort as their times do. */
  private static String padded(String dateTime) {
    int point = dateTime.indexOf('.');
    String whole = point < 0 ? dateTime + "." : dateTime;
    return whole + "0".repeat(7 - (whole.length() - whole.indexOf('.')));
  }

  /** A time's microseconds: {@code -01:30}, {@code 838:59:59.000001}. */
  private static BigDecimal micros(String time) {
    boolean negative = time.startsWith("-");
    String[] parts = (negative ? time.substring(1) : time).split(":", -1);
    BigDecimal seconds = parts.length > 2 ? new BigDecimal(parts[2]) : BigDecimal.ZERO;
    BigDecimal whole =
        seconds.add(
            BigDecimal.valueOf(60 * (60 * Long.parseLong(parts[0]) + Long.parseLong(parts[1]))));
    return (negative ? whole.negate() : whole).movePointRight(6);
  }
}
