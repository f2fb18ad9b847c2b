package dev.forebay.mysql.schema;

/**
 * Expressions as MySQL's information_schema shows them: {@code concat(_utf8mb4\'it\\\'s\',`a`)}.
 */
final class MySqlText {
  private MySqlText() {}

  /** The SQL: what stands behind each backslash, as it is. */
  static String unescaped(String shown) {
    StringBuilder sql = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      sql.append(c == '\\' && i + 1 < shown.length() ? shown.charAt(++i) : c);
    }
    return sql.toString();
  }
}
