package dev.forebay.data.types;

import java.util.List;
import java.util.stream.Stream;

/**
 * A value of a column, and ways to write it.
 *
 * @param sql the literal by which it gets into a table past the API
 * @param spellings for the API; none where only SQL can write it
 */
record Sample(String sql, List<Wording> spellings) {
  Sample(String sql, Wording... spellings) {
    this(sql, List.of(spellings));
  }

  /** As filters have it, in every spelling. */
  List<String> texts() {
    return spellings.stream().map(Wording::text).flatMap(Stream::ofNullable).distinct().toList();
  }
}
