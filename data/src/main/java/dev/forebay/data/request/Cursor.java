package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;

/** Reads one parameter of the query string from left to right. */
final class Cursor {
  private final String parameter;
  private final String text;
  private int position;

  Cursor(String parameter, String text) {
    this.parameter = parameter;
    this.text = text;
  }

  boolean atEnd() {
    return position == text.length();
  }

  /** Whether the next character is this one. */
  boolean sees(char c) {
    return !atEnd() && text.charAt(position) == c;
  }

  /** Whether this word is next. */
  boolean sees(String word) {
    return text.startsWith(word, position);
  }

  /** Steps over the character if it is next. */
  boolean accept(char c) {
    boolean seen = sees(c);
    if (seen) {
      position++;
    }
    return seen;
  }

  /** Steps over the word if it is next. */
  boolean accept(String word) {
    boolean seen = sees(word);
    if (seen) {
      position += word.length();
    }
    return seen;
  }

  /** Steps over the character, which must be next. */
  void expect(char c) {
    if (!accept(c)) {
      throw malformed("\"" + c + "\"");
    }
  }

  void expectEnd() {
    if (!atEnd()) {
      throw malformed("the end");
    }
  }

  /** A name in double quotes, or the text up to an arrow or a delimiter; never empty. */
  String name(String delimiters) {
    String name = sees('"') ? quoted() : wordBeforeArrow(delimiters).strip();
    if (name.isEmpty()) {
      throw malformed("a name");
    }
    return name;
  }

  /** A value in double quotes, or the text up to one of the delimiters; may be empty. */
  String value(String delimiters) {
    return sees('"') ? quoted() : word(delimiters);
  }

  /** All that follows. */
  String rest() {
    return word("");
  }

  /** The text up to one of the delimiters, or to the end. */
  String word(String delimiters) {
    int start = position;
    while (!atEnd() && delimiters.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  /** What {@link #word} would be behind this one, which is next. */
  String wordBehind(String first, String delimiters) {
    int start = position;
    accept(first);
    String word = word(delimiters);
    position = start;
    return word;
  }

  void skipSpaces() {
    while (sees(' ')) {
      position++;
    }
  }

  private String wordBeforeArrow(String delimiters) {
    int start = position;
    while (!atEnd() && delimiters.indexOf(text.charAt(position)) < 0 && !sees("->")) {
      position++;
    }
    return text.substring(start, position);
  }

  /** A text in braces or brackets, with what stands in them, to the one that closes the first. */
  String bracketed() {
    int start = position;
    int depth = 0;
    do {
      if (sees('"')) {
        quoted();
      } else if (atEnd()) {
        throw malformed("a closing brace");
      } else {
        depth += depthOf(text.charAt(position++));
      }
    } while (depth > 0);
    return text.substring(start, position);
  }

  private static int depthOf(char c) {
    return switch (c) {
      case '{', '[' -> 1;
      case '}', ']' -> -1;
      default -> 0;
    };
  }

  private String quoted() {
    expect('"');
    StringBuilder content = new StringBuilder();
    while (!sees('"')) {
      accept('\\');
      if (atEnd()) {
        throw malformed("a closing quote");
      }
      content.append(text.charAt(position++));
    }
    expect('"');
    return content.toString();
  }

  /** The error that something else was expected here. */
  ForebayException malformed(String expected) {
    String found = atEnd() ? "it ends" : "it has \"" + Excerpt.of(text.substring(position)) + "\"";
    return new ForebayException(
        ErrorCode.MALFORMED_QUERY,
        "The parameter \"%s\" cannot be read".formatted(Excerpt.of(parameter)),
        "Expected %s at character %d, where %s".formatted(expected, position + 1, found),
        null,
        null);
  }

  /** The error that the grammar's feature, met here, is one that Forebay does not have. */
  ForebayException unsupported(String feature, String instead) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        feature + " not supported",
        "In the parameter \"%s\" at character %d".formatted(Excerpt.of(parameter), position + 1),
        instead,
        null);
  }
}
