package dev.forebay.data.openapi;

import java.util.Set;

/** Names of columns as they stand in a query string. */
final class QueryNames {
  /** Words of the grammar, in quotes or not. */
  private static final Set<String> WORDS = Set.of("order", "limit", "offset", "and", "or");

  private static final Set<String> PARAMETERS = Set.of("select", "columns", "on_conflict");

  private QueryNames() {}

  /** Whether a parameter can be named after the column. */
  static boolean isFilterable(String column) {
    return !WORDS.contains(column);
  }

  /** The parameter that filters by the column. */
  static String parameter(String column) {
    return PARAMETERS.contains(column) ? quoted(column) : name(column);
  }

  /** The column in a list of columns. */
  static String name(String column) {
    boolean plain =
        column.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
    return plain ? column : quoted(column);
  }

  /** A name or a value in double quotes. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
