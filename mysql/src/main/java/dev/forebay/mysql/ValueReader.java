package dev.forebay.mysql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column as text. */
sealed interface ValueReader {
  /** The servers have microseconds; for some expressions they claim more. */
  int LARGEST_SCALE = 6;

  /** The value as the server would write it. */
  @Nullable String string(ResultSet rows, int column) throws SQLException;

  /**
   * Whether the driver hands out the bytes that it received; it refuses for numbers, for times, and
   * for MySQL's JSON.
   */
  default boolean handsOutBytes() {
    return false;
  }

  /** The reader of a column. */
  static ValueReader of(ResultSetMetaData columns, int column) throws SQLException {
    int scale = Math.min(columns.getScale(column), LARGEST_SCALE);
    return switch (columns.getColumnType(column)) {
      case Types.TIMESTAMP -> DateTime.OF_SCALE[scale];
      case Types.TIME -> new Time(scale);
      case Types.DATE -> new Day();
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.CLOB,
          Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.BIT ->
          columns.getColumnTypeName(column).equals("JSON") ? Plain.TEXT : Plain.BYTES;
      default -> Plain.TEXT;
    };
  }

  /** A value whose text is the driver's. */
  record Plain(boolean handsOutBytes) implements ValueReader {
    static final Plain BYTES = new Plain(true);
    static final Plain TEXT = new Plain(false);

    @Override
    public @Nullable String string(ResultSet rows, int column) throws SQLException {
      return rows.getString(column);
    }
  }

  /** DATE. */
  record Day() implements ValueReader {
    /** In the words of MariaDB Connector/J 3.5. */
    private static final Pattern UNREADABLE =
        Pattern.compile("value '(\\d{4}-\\d{2}-\\d{2})' cannot be decoded");

    /**
     * The driver has no text for a date whose day or month is 0, {@code 2020-05-00}, which old
     * databases hold; but it says what it has read.
     */
    @Override
    public @Nullable String string(ResultSet rows, int column) throws SQLException {
      try {
        return rows.getString(column);
      } catch (SQLDataException e) {
        Matcher value = UNREADABLE.matcher(String.valueOf(e.getMessage()));
        if (!value.find()) {
          throw e;
        }
        return value.group(1);
      }
    }
  }

  /** DATETIME and TIMESTAMP. */
  record DateTime(DateTimeFormatter formatter) implements ValueReader {
    static final DateTime[] OF_SCALE =
        IntStream.rangeClosed(0, LARGEST_SCALE)
            .mapToObj(scale -> new DateTime(formatter(scale)))
            .toArray(DateTime[]::new);

    /**
     * The driver's own text goes through the JVM's time zone, and there an hour in spring does not
     * exist. It has to do for 0000-00-00, which is null as LocalDateTime, and for 2024-02-00.
     */
    @Override
    public @Nullable String string(ResultSet rows, int column) throws SQLException {
      try {
        LocalDateTime time = rows.getObject(column, LocalDateTime.class);
        return time == null ? rows.getString(column) : formatter.format(time);
      } catch (SQLDataException e) {
        return rows.getString(column);
      }
    }

    private static DateTimeFormatter formatter(int scale) {
      String fraction = scale == 0 ? "" : "." + "S".repeat(scale);
      return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + fraction, Locale.ROOT);
    }
  }

  /** TIME, whose fraction the driver always writes with six digits. */
  record Time(int scale) implements ValueReader {
    @Override
    public @Nullable String string(ResultSet rows, int column) throws SQLException {
      String text = rows.getString(column);
      int point = text == null ? -1 : text.indexOf('.');
      return point < 0 ? text : text.substring(0, point + 1 + scale);
    }
  }
}
