package dev.forebay.data.types;

import java.util.List;
import java.util.stream.Stream;

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

  /** As filters have it, in every spelling. */
  List<String> texts() {
    return spellings.stream().map(Spelling::text).flatMap(Stream::ofNullable).distinct().toList();
  }
}
