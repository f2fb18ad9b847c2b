package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.event.deserialization.AbstractRowsEventDataDeserializer;
import dev.forebay.mysql.schema.Collation;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns a cell's bytes into what a SELECT in UTC would give: the server's text, or the bytes of a
 * binary column.
 */
final class CellText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String ZERO_DATE_TIME = "0000-00-00 00:00:00";

  private static final int UUID_BYTES = 16;

  private CellText() {}

  /** Whether a column of this definition can have such cells. */
  static boolean fits(ColumnType type, Cell cell) {
    return switch (type) {
      case ColumnType.Int _ ->
          switch (cell.type()) {
            case Cell.TINY, Cell.SHORT, Cell.INT24, Cell.LONG, Cell.LONGLONG -> true;
            default -> false;
          };
      case ColumnType.Bool(ColumnType number, _) -> fits(number, cell);
      case ColumnType.Year _ -> cell.type() == Cell.YEAR;
      case ColumnType.Decimal _ -> cell.type() == Cell.DECIMAL;
      case ColumnType.Real _ -> cell.type() == Cell.FLOAT || cell.type() == Cell.DOUBLE;
      case ColumnType.Date _ -> cell.type() == Cell.DATE;
      case ColumnType.DateTime time ->
          cell.type() == (time.timestamp() ? Cell.TIMESTAMP : Cell.DATETIME);
      case ColumnType.Time _ -> cell.type() == Cell.TIME;
      case ColumnType.Bit _ -> cell.type() == Cell.BIT;
      case ColumnType.Enumeration _ -> cell.type() == Cell.ENUM;
      case ColumnType.SetOf _ -> cell.type() == Cell.SET;
      case ColumnType.Text _,
          ColumnType.Binary _,
          ColumnType.Vector _,
          ColumnType.Json _,
          ColumnType.Geometry _,
          ColumnType.Uuid _,
          ColumnType.Inet _ ->
          cell.isCounted();
    };
  }

  /** The value that begins here: a String, or a byte[] of bits and of a BINARY column. */
  static Object read(ColumnType type, Cell cell, Bytes at) {
    return switch (type) {
      case ColumnType.Int number -> integer(number, cell, at);
      case ColumnType.Bool(ColumnType number, _) -> read(number, cell, at);
      case ColumnType.Year _ -> year(at.small(1));
      case ColumnType.Decimal _ -> decimal(cell, at);
      case ColumnType.Date _ -> date(at.small(3));
      case ColumnType.DateTime time -> time.timestamp() ? timestamp(cell, at) : dateTime(cell, at);
      case ColumnType.Time _ -> time(cell, at);
      case ColumnType.Bit _ -> at.take(cell.fixedLength());
      case ColumnType.Enumeration labels -> label(labels.labels(), at.small(cell.meta()));
      case ColumnType.SetOf labels -> labels(labels.labels(), at.little(cell.meta()));
      case ColumnType.Text text -> text(text, cell.counted(at));
      case ColumnType.Binary binary -> padded(binary, cell.counted(at));
      case ColumnType.Uuid _ -> uuid(Arrays.copyOf(cell.counted(at), UUID_BYTES));
      case ColumnType.Inet address -> address(address, cell.counted(at));
      case ColumnType.Real _ -> real(cell, at);
      case ColumnType.Json _, ColumnType.Geometry _, ColumnType.Vector _ ->
          throw new IllegalArgumentException("No entry is named by a " + type);
    };
  }

  /** Whether {@link #read} can. */
  static boolean isReadable(ColumnType type) {
    return switch (type) {
      case ColumnType.Json _, ColumnType.Geometry _, ColumnType.Vector _ -> false;
      case ColumnType.Int _,
          ColumnType.Bool _,
          ColumnType.Year _,
          ColumnType.Decimal _,
          ColumnType.Real _,
          ColumnType.Date _,
          ColumnType.DateTime _,
          ColumnType.Time _,
          ColumnType.Bit _,
          ColumnType.Enumeration _,
          ColumnType.SetOf _,
          ColumnType.Binary _,
          ColumnType.Uuid _,
          ColumnType.Inet _ ->
          true;
      case ColumnType.Text text -> isKnown(text);
    };
  }

  private static String integer(ColumnType.Int type, Cell cell, Bytes at) {
    int length = cell.fixedLength();
    long value = at.little(length);
    if (type.unsigned()) {
      return Long.toUnsignedString(value);
    }
    int unused = Long.SIZE - 8 * length;
    return Long.toString(value << unused >> unused);
  }

  private static String year(int value) {
    return value == 0 ? "0000" : Integer.toString(1900 + value);
  }

  private static String decimal(Cell cell, Bytes at) {
    byte[] digits = at.take(cell.fixedLength());
    return AbstractRowsEventDataDeserializer.asBigDecimal(cell.precision(), cell.scale(), digits)
        .toPlainString();
  }

  private static String real(Cell cell, Bytes at) {
    return cell.type() == Cell.FLOAT
        ? Float.toString(Float.intBitsToFloat((int) at.little(Float.BYTES)))
        : Double.toString(Double.longBitsToDouble(at.little(Double.BYTES)));
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
  private static String label(List<String> labels, int index) {
    return index == 0 ? "" : labels.get(index - 1);
  }

  private static String labels(List<String> labels, long bits) {
    return IntStream.range(0, labels.size())
        .filter(i -> (bits >> i & 1) == 1)
        .mapToObj(labels::get)
        .collect(Collectors.joining(","));
  }

  private static String text(ColumnType.Text type, byte[] bytes) {
    Collation collation = type.collation();
    return collation == null
        ? new String(bytes, StandardCharsets.UTF_8)
        : collation.decoded(bytes).orElseThrow();
  }

  private static boolean isKnown(ColumnType.Text type) {
    return type.collation() == null || type.collation().isKnown();
  }

  /** The binlog leaves out the zeros at the end of a BINARY(n). */
  private static byte[] padded(ColumnType.Binary type, byte[] bytes) {
    return type.fixed() ? Arrays.copyOf(bytes, (int) type.length()) : bytes;
  }

  /**
   * Ten bits of hours and six each of minutes and seconds, counted from the middle; a fraction
   * behind them belongs to the whole number that they make.
   */
  private static String time(Cell cell, Bytes at) {
    int bits = 8 * cell.fractionLength();
    long packed = at.big(3 + cell.fractionLength()) - (0x800000L << bits);
    long span = Math.abs(packed);
    long seconds = span >> bits;
    String whole =
        "%s%02d:%02d:%02d"
            .formatted(
                packed < 0 ? "-" : "", seconds >> 12 & 1023, seconds >> 6 & 63, seconds & 63);
    String digits = "%0" + Math.max(1, bits / 4) + "d";
    return cell.meta() == 0
        ? whole
        : whole + "." + digits.formatted(span & ((1L << bits) - 1)).substring(0, cell.meta());
  }

  private static String address(ColumnType.Inet type, byte[] bytes) {
    if (!type.v6()) {
      byte[] four = Arrays.copyOf(bytes, 4);
      return "%d.%d.%d.%d".formatted(four[0] & 255, four[1] & 255, four[2] & 255, four[3] & 255);
    }
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, 16)).replaceAll("(.{4})(?!$)", "$1:");
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
