package dev.forebay.data.request;

import java.util.List;
import java.util.Map;

/**
 * The rows of a request's body.
 *
 * @param rows in the order sent, each by key
 */
public record Body(List<Map<String, JsonValue>> rows) {
  /** No rows. */
  public static final Body EMPTY = new Body(List.of());

  /** Copies the list; the rows are the parser's own. */
  public Body {
    rows = List.copyOf(rows);
  }
}
