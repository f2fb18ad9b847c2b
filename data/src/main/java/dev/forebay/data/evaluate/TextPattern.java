package dev.forebay.data.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code like}: {@code %} and {@code *} stand for any text, {@code _} for one
 * character, and a backslash before one of them for itself. In time of at most pattern times text.
 */
final class TextPattern {
  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] pattern;
  private final boolean ignoresCase;

  TextPattern(String pattern, boolean ignoresCase) {
    this.ignoresCase = ignoresCase;
    this.pattern = parsed(pattern);
  }

  private int[] parsed(String text) {
    List<Integer> parts = new ArrayList<>();
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == '\\' && i + 1 < characters.length) {
        parts.add(folded(characters[++i]));
      } else {
        parts.add(c == '%' || c == '*' ? ANY : c == '_' ? ONE : folded(c));
      }
    }
    return parts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** By Unicode's simple case folding, whatever the language. */
  private int folded(int character) {
    return ignoresCase ? Character.toLowerCase(Character.toUpperCase(character)) : character;
  }

  /** Goes back to the last {@code %} alone: what it has taken before stays the shortest. */
  boolean matches(String value) {
    int[] text = value.codePoints().map(this::folded).toArray();
    int at = 0;
    int from = 0;
    int any = -1;
    int taken = 0;
    while (from < text.length) {
      if (at < pattern.length && pattern[at] == ANY) {
        any = at++;
        taken = from;
      } else if (at < pattern.length && (pattern[at] == ONE || pattern[at] == text[from])) {
        at++;
        from++;
      } else if (any >= 0) {
        at = any + 1;
        from = ++taken;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == ANY) {
      at++;
    }
    return at == pattern.length;
  }
}
