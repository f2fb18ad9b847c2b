package dev.forebay.data.entry;

import org.jspecify.annotations.Nullable;

/** What the database says of a value in the cache. */
public sealed interface Verdict {
  /** It has the same rows. */
  record Same() implements Verdict {}

  /**
   * It has others.
   *
   * @param cached the rows in the cache as a JSON array; null where it says that there are none
   * @param stored those in the database
   */
  record Different(@Nullable String cached, @Nullable String stored) implements Verdict {}

  /** No reader is given the value: its table, or the table's definition, is no longer there. */
  record Unserved() implements Verdict {}

  /** The rows cannot be found: a not-found of a text, of which the key has only the weight. */
  record Unknown() implements Verdict {}
}
