package dev.forebay.data.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers; null for what is none, or out of its type's range. */
final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,140}(\\.[0-9]{1,140})?([eE][+-]?[0-9]{1,3})?");
  private static final Pattern FLOATING =
      Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");
  private static final int MOST_DIGITS = 65;

  private Numbers() {}

  /** A Long, or a BigInteger beyond its range. */
  static @Nullable Object integer(String declaredType, String text) {
    if (!isInteger(text)) {
      return null;
    }
    BigInteger value = new BigInteger(text);
    boolean inRange =
        value.compareTo(TypeWords.smallest(declaredType)) >= 0
            && value.compareTo(TypeWords.largest(declaredType)) <= 0;
    return inRange ? narrowed(value) : null;
  }

  /** The range of an integer type, in words. */
  static String range(String declaredType) {
    return "from %s to %s"
        .formatted(TypeWords.smallest(declaredType), TypeWords.largest(declaredType));
  }

  static @Nullable Boolean bool(String text) {
    return switch (text) {
      case "true", "TRUE", "1" -> Boolean.TRUE;
      case "false", "FALSE", "0" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** The number that the bits are, unsigned. */
  static @Nullable Object bits(String declaredType, String text) {
    if (!isInteger(text)) {
      return null;
    }
    BigInteger value = new BigInteger(text);
    return value.signum() >= 0 && value.bitLength() <= TypeWords.length(declaredType, 1)
        ? narrowed(value)
        : null;
  }

  static @Nullable BigDecimal decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    boolean short_ =
        value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_DIGITS;
    return short_ ? value : null;
  }

  static @Nullable Double floating(String text) {
    if (!FLOATING.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : value;
  }

  private static boolean isInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() == start || text.length() > 40) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Object narrowed(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }
}
