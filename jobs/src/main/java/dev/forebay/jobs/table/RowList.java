package dev.forebay.jobs.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several rows that one statement is about. */
final class RowList {
  private RowList() {}

  /**
   * The same with the last one repeated until their number is a power of two: so there are few
   * statements, which stay prepared.
   */
  static <T> List<T> padded(List<T> some) {
    int missing = -some.size() & (Integer.highestOneBit(2 * some.size() - 1) - 1);
    List<T> padded = new ArrayList<>(some);
    padded.addAll(Collections.nCopies(missing, some.getLast()));
    return padded;
  }

  /** At most so many characters. */
  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  /** So many values in brackets. */
  static String marks(int number) {
    return "(" + String.join(", ", Collections.nCopies(number, "?")) + ")";
  }
}
