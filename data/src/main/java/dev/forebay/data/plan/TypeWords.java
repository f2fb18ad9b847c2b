package dev.forebay.data.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a declared type says: {@code bigint(20) unsigned}, {@code bit(8)}, {@code enum('a')}. */
public final class TypeWords {
  private TypeWords() {}

  /** Whether an integer type has no negative numbers. */
  public static boolean isUnsigned(String declaredType) {
    return declaredType.contains("unsigned");
  }

  /** Whether it is YEAR. */
  public static boolean isYear(String declaredType) {
    return declaredType.startsWith("year");
  }

  /** The width of an integer type. */
  public static int bits(String declaredType) {
    if (declaredType.startsWith("tinyint")) {
      return 8;
    }
    if (declaredType.startsWith("smallint")) {
      return 16;
    }
    if (declaredType.startsWith("mediumint")) {
      return 24;
    }
    return declaredType.startsWith("bigint") ? 64 : 32;
  }

  /** The first number in parentheses, or the other where there is none. */
  public static int length(String declaredType, int otherwise) {
    int open = declaredType.indexOf('(');
    int end = open + 1;
    while (open >= 0 && Character.isDigit(declaredType.charAt(end))) {
      end++;
    }
    return open < 0 ? otherwise : Integer.parseInt(declaredType, open + 1, end, 10);
  }

  /** The digits behind the point: of {@code decimal(10,2)} 2; of a time those of its fraction. */
  public static int scale(String declaredType) {
    if (!declaredType.startsWith("decimal")) {
      return length(declaredType, 0);
    }
    int comma = declaredType.indexOf(',');
    return comma < 0 ? 0 : Integer.parseInt(declaredType, comma + 1, declaredType.indexOf(')'), 10);
  }

  /** The smallest number of an integer type. */
  public static BigInteger smallest(String declaredType) {
    boolean unsigned = isUnsigned(declaredType) || isYear(declaredType);
    return unsigned ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(bits(declaredType) - 1).negate();
  }

  /** The largest number of an integer type. */
  public static BigInteger largest(String declaredType) {
    if (isYear(declaredType)) {
      return BigInteger.valueOf(2155);
    }
    int bits = bits(declaredType) - (isUnsigned(declaredType) ? 0 : 1);
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  /** The members that {@code enum('a','b')} or {@code set('a','b')} declares. */
  public static List<String> members(String declaredType) {
    List<String> members = new ArrayList<>();
    int at = declaredType.indexOf('\'');
    while (at >= 0) {
      int end = closingQuote(declaredType, at + 1);
      members.add(declaredType.substring(at + 1, end).replace("''", "'"));
      at = declaredType.indexOf('\'', end + 1);
    }
    return members;
  }

  private static int closingQuote(String text, int from) {
    int end = text.indexOf('\'', from);
    while (text.startsWith("''", end)) {
      end = text.indexOf('\'', end + 2);
    }
    return end;
  }
}
