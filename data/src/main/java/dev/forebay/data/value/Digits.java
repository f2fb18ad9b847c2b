package dev.forebay.data.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whole numbers: a Long, or a BigInteger beyond its range. */
final class Digits {
  private static final int MOST = 40;

  /** As many characters as a Long holds in any case. */
  private static final int LONG_DIGITS = 18;

  private Digits() {}

  /** The number; null where it is none. */
  static @Nullable Object read(String text) {
    if (!isInteger(text)) {
      return null;
    }
    return text.length() <= LONG_DIGITS
        ? (Object) Long.parseLong(text)
        : narrowed(new BigInteger(text));
  }

  static Object narrowed(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  static int compare(Object value, Object other) {
    return value instanceof Long one && other instanceof Long two
        ? Long.compare(one, two)
        : new BigInteger(value.toString()).compareTo(new BigInteger(other.toString()));
  }

  /** Without the zeros that ZEROFILL and YEAR have in front, which JSON does not. */
  static @Nullable String trimmed(@Nullable String digits) {
    int start = 0;
    while (digits != null && start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits == null ? null : digits.substring(start);
  }

  static ObjectNode range(ObjectNode schema, BigInteger smallest, BigInteger largest) {
    return schema.put("minimum", smallest).put("maximum", largest);
  }

  private static boolean isInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() == start || text.length() > MOST) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
