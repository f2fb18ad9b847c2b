package dev.forebay.mysql.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells constant defaults of columns from expressions; null for what is none. */
final class Defaults {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final int QUOTES = 2;

  private Defaults() {}

  /** MariaDB shows SQL: {@code 'it''s'}, {@code 12.50}, {@code current_timestamp()}. */
  static @Nullable String ofMariaDb(@Nullable String shown) {
    if (shown == null) {
      return null;
    }
    if (shown.length() >= QUOTES && shown.startsWith("'") && shown.endsWith("'")) {
      return unescaped(shown.substring(1, shown.length() - 1).replace("''", "'"));
    }
    return NUMBER.matcher(shown).matches() ? shown : null;
  }

  /** MySQL shows the text itself, and of an expression says that it is one. */
  static @Nullable String ofMySql(@Nullable String shown, String extra) {
    return extra.contains("DEFAULT_GENERATED") ? null : shown;
  }

  /**
   * The SQL of a default that is an expression, where MySQL can evaluate it without a row; else
   * null. A column in it would stand in backquotes.
   */
  static @Nullable String expression(@Nullable String shown, String extra) {
    if (shown == null || !extra.contains("DEFAULT_GENERATED") || shown.indexOf('`') >= 0) {
      return null;
    }
    return MySqlText.unescaped(shown);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '\\' && i + 1 < text.length();
      plain.append(escape ? escaped(text.charAt(++i)) : c);
    }
    return plain.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      default -> c;
    };
  }
}
