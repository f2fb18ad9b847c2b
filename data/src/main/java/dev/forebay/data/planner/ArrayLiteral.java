package dev.forebay.data.planner;

import java.util.ArrayList;
import java.util.List;

/** The inside of an array as PostgreSQL writes it: {@code a,"b,c",1}. */
final class ArrayLiteral {
  private final String text;
  private int position;

  ArrayLiteral(String text) {
    this.text = text;
  }

  /** The elements as they are written, those in quotes with their quotes. */
  List<String> elements() {
    List<String> elements = new ArrayList<>();
    while (position <= text.length() && !text.isEmpty()) {
      int start = position;
      skipElement();
      elements.add(text.substring(start, position).strip());
      position++;
    }
    return elements;
  }

  private void skipElement() {
    boolean quoted = false;
    while (position < text.length() && (quoted || text.charAt(position) != ',')) {
      char c = text.charAt(position);
      if (quoted && c == '\\') {
        position++;
      } else if (c == '"') {
        quoted = !quoted;
      }
      position = Math.min(position + 1, text.length());
    }
  }
}
