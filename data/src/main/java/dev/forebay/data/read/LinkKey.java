package dev.forebay.data.read;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a row and those that embed it, or that it embeds, have in common.
 *
 * @param spelling the same for all values that the database takes for equal
 * @param parameters gives the values to find the rows by, which most keys are not asked for
 */
record LinkKey(String spelling, Supplier<List<Object>> parameters) {
  /** To find the rows by. */
  List<Object> values() {
    return parameters.get();
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
