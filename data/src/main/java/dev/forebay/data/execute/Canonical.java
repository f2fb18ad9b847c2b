package dev.forebay.data.execute;

import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a value in the name of a cache entry: whatever MySQL holds for equal has the
 * same, whether it comes from a client or from a row. Texts are named by their weight instead.
 */
final class Canonical {
  private static final Set<ColumnType> WITH_NAMES =
      EnumSet.of(
          ColumnType.INTEGER,
          ColumnType.BOOLEAN,
          ColumnType.DECIMAL,
          ColumnType.DATE,
          ColumnType.DATETIME,
          ColumnType.UUID,
          ColumnType.ENUM,
          ColumnType.BINARY);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final int LONGEST = 100;

  private Canonical() {}

  /** Whether equality on the column can be told by name. */
  static boolean names(Column column) {
    return WITH_NAMES.contains(column.type()) || byWeight(column);
  }

  /**
   * Whether the column's values are named by weight. Not where it cannot hold all of Unicode: what
   * it lacks becomes a question mark on the way to its weight.
   */
  static boolean byWeight(Column column) {
    String collation = column.collation();
    return column.type() == ColumnType.TEXT
        && collation != null
        && collation.startsWith("utf8mb4_");
  }

  /** The spelling of a value that the planner has made. */
  static String of(Column column, Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "1" : "0";
      case byte[] bytes -> bounded(HexFormat.of().formatHex(bytes));
      case LocalDateTime time -> ofText(column, time.format(MICROS));
      case BigDecimal number -> ofText(column, number.toPlainString());
      default -> ofText(column, value.toString());
    };
  }

  /** The spelling of the value in the row under the cursor; null for NULL. */
  static @Nullable String ofRow(Column column, Row row, int index) {
    if (column.type() == ColumnType.BINARY) {
      byte[] bytes = row.bytes(index);
      return bytes == null ? null : of(column, bytes);
    }
    String text = row.string(index);
    return text == null ? null : ofText(column, text);
  }

  /** The spelling of a value as the server writes it. */
  static String ofText(Column column, String text) {
    return switch (column.type()) {
      case INTEGER -> withoutLeadingZeros(text);
      case DECIMAL -> new BigDecimal(text).stripTrailingZeros().toPlainString();
      case DATETIME -> text.contains(".") ? text.replaceFirst("\\.?0*$", "") : text;
      case UUID -> text.toLowerCase(Locale.ROOT);
      default -> bounded(text);
    };
  }

  /** The spelling itself, or where it is long its hash. */
  static String bounded(String spelling) {
    return spelling.length() <= LONGEST ? spelling : "#" + sha256(spelling);
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
