package dev.forebay.data.types;

import java.util.List;

/**
 * A value of a column, and ways to write it.
 *
 * @param sql the literal by which it gets into a table past the API
 * @param spellings for the API; none where only SQL can write it
 */
record Value(String sql, List<Spelling> spellings) {
  Value(String sql, Spelling... spellings) {
    this(sql, List.of(spellings));
  }
}
