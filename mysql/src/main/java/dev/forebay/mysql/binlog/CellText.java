package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.event.deserialization.AbstractRowsEventDataDeserializer;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a cell's bytes into what a SELECT in UTC would give: the server's text, or the bytes of a
 * binary column.
 */
final class CellText {
  private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern FIXED_BINARY = Pattern.compile("binary\\((\\d+)\\)");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String ZERO_DATE_TIME = "0000-00-00 00:00:00";

  private CellText() {}

  /** Whether a column of this definition can have such cells. */
  static boolean fits(Column column, Cell cell) {
    return switch (column.type()) {
      case INTEGER ->
          switch (cell.type()) {
            case Cell.TINY, Cell.SHORT, Cell.INT24, Cell.LONG, Cell.LONGLONG, Cell.YEAR -> true;
            default -> false;
          };
      case BOOLEAN -> cell.type() == Cell.TINY;
      case DECIMAL -> cell.type() == Cell.DECIMAL;
      case FLOAT -> cell.type() == Cell.FLOAT || cell.type() == Cell.DOUBLE;
      case DATE -> cell.type() == Cell.DATE;
      case DATETIME -> cell.type() == instantType(column);
      case TIME -> cell.type() == Cell.TIME;
      case BIT -> cell.type() == Cell.BIT;
      case ENUM -> cell.type() == Cell.ENUM;
      case SET -> cell.type() == Cell.SET;
      case TEXT, BINARY, JSON, GEOMETRY, UUID, INET -> cell.isCounted();
    };
  }

  private static int instantType(Column column) {
    return column.declaredType().startsWith("timestamp") ? Cell.TIMESTAMP : Cell.DATETIME;
  }

  /** The value that begins here: a String, or a byte[] of a BINARY column. */
  static Object read(Column column, Cell cell, Bytes at) {
    return switch (column.type()) {
      case INTEGER, BOOLEAN -> integer(column, cell, at);
      case DECIMAL -> decimal(cell, at);
      case DATE -> date(at.small(3));
      case DATETIME -> cell.type() == Cell.TIMESTAMP ? timestamp(cell, at) : dateTime(cell, at);
      case ENUM -> label(column, at.small(cell.meta()));
      case TEXT -> new String(cell.counted(at), StandardCharsets.UTF_8);
      case BINARY -> padded(column, cell.counted(at));
      case UUID -> uuid(Arrays.copyOf(cell.counted(at), 16));
      case FLOAT, TIME, BIT, SET, JSON, GEOMETRY, INET ->
          throw new IllegalArgumentException("No entry is named by a " + column.declaredType());
    };
  }

  /** Whether {@link #read} can. */
  static boolean isReadable(ColumnType type) {
    return switch (type) {
      case INTEGER, BOOLEAN, DECIMAL, DATE, DATETIME, ENUM, TEXT, BINARY, UUID -> true;
      case FLOAT, TIME, BIT, SET, JSON, GEOMETRY, INET -> false;
    };
  }

  private static String integer(Column column, Cell cell, Bytes at) {
    int length = cell.fixedLength();
    long value = at.little(length);
    if (cell.type() == Cell.YEAR) {
      return value == 0 ? "0000" : Long.toString(1900 + value);
    }
    String type = column.declaredType();
    if (type.contains("unsigned") || type.contains("zerofill")) {
      return Long.toUnsignedString(value);
    }
    int unused = Long.SIZE - 8 * length;
    return Long.toString(value << unused >> unused);
  }

  private static String decimal(Cell cell, Bytes at) {
    byte[] digits = at.take(cell.fixedLength());
    return AbstractRowsEventDataDeserializer.asBigDecimal(cell.precision(), cell.scale(), digits)
        .toPlainString();
  }

  private static String date(int bits) {
    return "%04d-%02d-%02d".formatted(bits >> 9, bits >> 5 & 15, bits & 31);
  }

  /** A sign, 17 bits of year × 13 + month, then 5 each of day and hour, 6 of minute and second. */
  private static String dateTime(Cell cell, Bytes at) {
    long bits = at.big(5);
    int month = (int) (bits >> 22 & 0x1FFFF);
    return "%04d-%02d-%02d %02d:%02d:%02d%s"
        .formatted(
            month / 13,
            month % 13,
            bits >> 17 & 31,
            bits >> 12 & 31,
            bits >> 6 & 63,
            bits & 63,
            fraction(cell, at));
  }

  private static String timestamp(Cell cell, Bytes at) {
    long seconds = at.big(4);
    String time =
        seconds == 0
            ? ZERO_DATE_TIME
            : SECONDS.format(
                LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    return time + fraction(cell, at);
  }

  private static String fraction(Cell cell, Bytes at) {
    if (cell.meta() == 0) {
      return "";
    }
    int bytes = cell.fractionLength();
    String digits = "%0" + 2 * bytes + "d";
    return "." + digits.formatted(at.big(bytes)).substring(0, cell.meta());
  }

  /** Labels count from 1; 0 is the empty text of a value that was not valid. */
  private static String label(Column column, int index) {
    if (index == 0) {
      return "";
    }
    List<String> labels = new ArrayList<>();
    Matcher matcher = LABEL.matcher(column.declaredType());
    while (matcher.find()) {
      labels.add(matcher.group(1).replace("''", "'"));
    }
    return labels.get(index - 1);
  }

  /** The binlog leaves out the zeros at the end of a BINARY(n). */
  private static byte[] padded(Column column, byte[] bytes) {
    Matcher fixed = FIXED_BINARY.matcher(column.declaredType());
    return fixed.matches() ? Arrays.copyOf(bytes, Integer.parseInt(fixed.group(1))) : bytes;
  }

  /**
   * MariaDB keeps UUIDs of versions 1 to 5 with their five groups in reverse order, so that those
   * made one after another are stored side by side; the others as they are written.
   */
  private static String uuid(byte[] stored) {
    boolean reversed = stored[6] < 0 && stored[8] > 0 && stored[8] < 0x60;
    String hex = HexFormat.of().formatHex(stored);
    int[] starts = reversed ? new int[] {24, 20, 16, 12, 0} : new int[] {0, 8, 12, 16, 20};
    int[] lengths = {8, 4, 4, 4, 12};
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      groups.add(hex.substring(starts[i], starts[i] + lengths[i]));
    }
    return String.join("-", groups);
  }
}
