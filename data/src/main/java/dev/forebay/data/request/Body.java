package dev.forebay.data.request;

import java.util.Map;
import java.util.Set;

/**
 * The rows of a request's body, in the order sent, each by key. They are read anew every time they
 * are gone through, so that memory holds the body's text and not its rows. That the text can be
 * read to its end was seen once already.
 */
public sealed interface Body extends Iterable<Map<String, JsonValue>> permits JsonBody, CsvBody {
  /** No rows. */
  Body EMPTY = new JsonBody("[]", true);

  /** All keys of all rows, in the order in which they come up. */
  Set<String> keys();

  /** Whether every row has every key. */
  boolean isUniform();
}
