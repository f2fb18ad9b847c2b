package dev.forebay.mysql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the text of a view apart. The server has written it itself, so that every name stands in
 * backquotes.
 */
final class ViewTokens {
  /**
   * One token.
   *
   * @param text a name without its backquotes, a word in lower case, or one character; nothing of a
   *     string
   * @param name whether it is a name
   */
  record Token(String text, boolean name) {
    boolean is(String word) {
      return !name && text.equals(word);
    }

    boolean isWord() {
      return !name && !text.isEmpty() && isWordPart(text.charAt(0));
    }
  }

  private final String sql;
  private int at;

  private ViewTokens(String sql) {
    this.sql = sql;
  }

  static List<Token> of(String sql) {
    ViewTokens text = new ViewTokens(sql);
    List<Token> tokens = new ArrayList<>();
    while (text.at < sql.length()) {
      char c = sql.charAt(text.at);
      if (Character.isWhitespace(c)) {
        text.at++;
      } else {
        tokens.add(text.next(c));
      }
    }
    return tokens;
  }

  private Token next(char c) {
    if (c == '`') {
      return new Token(quoted(c), true);
    }
    if (c == '\'' || c == '"') {
      quoted(c);
      return new Token("", false);
    }
    int start = at++;
    while (isWordPart(c) && at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    return new Token(sql.substring(start, at).toLowerCase(Locale.ROOT), false);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@';
  }

  /** What stands in quotes; the quote itself is doubled there, or in strings behind a backslash. */
  private String quoted(char quote) {
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      boolean escaped =
          at + 1 < sql.length()
              && ((c == quote && sql.charAt(at + 1) == quote) || (c == '\\' && quote != '`'));
      if (escaped) {
        at++;
      } else if (c == quote) {
        break;
      }
      text.append(sql.charAt(at));
    }
    at++;
    return text.toString();
  }
}
