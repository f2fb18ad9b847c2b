package dev.forebay.data.execute;

import java.util.List;

/**
 * What a row and those that embed it, or that it embeds, have in common.
 *
 * @param spelling the same for all values that the database takes for equal
 * @param values to find the rows by
 */
record LinkKey(String spelling, List<Object> values) {
  /** Copies the values. */
  LinkKey {
    values = List.copyOf(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinkKey key && key.spelling.equals(spelling);
  }

  @Override
  public int hashCode() {
    return spelling.hashCode();
  }
}
