package dev.forebay.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows that a request to a table read or wrote.
 *
 * @param rows one JSON object each, by column; decimals have their digits
 * @param source who answered
 */
public record Rows(List<ObjectNode> rows, Source source) {
  /** Copies the list. */
  public Rows {
    rows = List.copyOf(rows);
  }

  /** The first row. */
  public Optional<ObjectNode> first() {
    return rows.stream().findFirst();
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Who answered a read, as the answer's {@code Cache-Status} (RFC 9211) tells. */
  public enum Source {
    /** Redis had the rows. */
    CACHE,
    /** The rows were read from the database. */
    DATABASE;

    /** The name in lower case, as it stands in answers to people. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
