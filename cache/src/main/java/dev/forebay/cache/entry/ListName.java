package dev.forebay.cache.entry;

import java.util.List;

/**
 * The name of a list: an answer to a whole query.
 *
 * @param tables all tables that it is read from, each once: a write to any of them makes it old
 * @param query names the query among all of the same first table; two queries that answer
 *     differently must differ in it
 */
public record ListName(List<String> tables, String query) {
  /** One table or more. */
  public ListName {
    tables = List.copyOf(tables);
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("a list is read from a table");
    }
  }
}
