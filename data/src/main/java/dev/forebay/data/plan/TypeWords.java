package dev.forebay.data.plan;

/** What a declared type says: {@code bigint(20) unsigned}, {@code bit(8)}. */
final class TypeWords {
  private TypeWords() {}

  static boolean isUnsigned(String declaredType) {
    return declaredType.contains("unsigned");
  }

  static boolean isYear(String declaredType) {
    return declaredType.startsWith("year");
  }

  /** The width of an integer type. */
  static int bits(String declaredType) {
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

  /** The number in parentheses, or the other where there is none. */
  static int length(String declaredType, int otherwise) {
    int open = declaredType.indexOf('(');
    int close = declaredType.indexOf(')');
    return open < 0 ? otherwise : Integer.parseInt(declaredType, open + 1, close, 10);
  }
}
