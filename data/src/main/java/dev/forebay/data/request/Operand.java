package dev.forebay.data.request;

import java.util.List;

/**
 * What a filter tests, an order sorts by or an answer shows: a column, or a part of the JSON in it.
 *
 * <pre>
 * operand = column { "->" key } [ "->>" key ]          data->address->0->>city
 * </pre>
 *
 * @param column the column's name
 * @param path the keys and indexes that lead to the part; empty for the whole column
 * @param text whether the part is wanted as text: {@code ->>}
 */
public record Operand(String column, List<String> path, boolean text) {
  /** Copies the path. */
  public Operand {
    path = List.copyOf(path);
  }

  /** A whole column. */
  public static Operand of(String column) {
    return new Operand(column, List.of(), false);
  }

  /** What the answer calls it: the last key of a path that is no index, else the column. */
  public String label() {
    return path.reversed().stream().filter(key -> !isIndex(key)).findFirst().orElse(column);
  }

  /** Whether a key of a path is the index of an element. */
  public static boolean isIndex(String key) {
    return !key.isEmpty() && key.length() <= 9 && key.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static Operand read(Cursor cursor, String delimiters) {
    return read(cursor, cursor.name(delimiters), delimiters);
  }

  /** Reads the path behind a column's name. */
  static Operand read(Cursor cursor, String column, String delimiters) {
    var path = new java.util.ArrayList<String>();
    boolean text = false;
    while (!text && cursor.accept("->")) {
      text = cursor.accept('>');
      path.add(cursor.name(delimiters));
    }
    return new Operand(column, path, text);
  }
}
