package dev.forebay.data.request;

import java.util.List;

/**
 * What the Prefer headers ask for (RFC 7240, with PostgREST's words).
 *
 * @param answer what a write answers with
 * @param count whether to count all rows that the filter names
 * @param applied the preferences that were understood, as Preference-Applied says them
 */
public record Preferences(Return answer, boolean count, List<String> applied) {
  /** Copies the list. */
  public Preferences {
    applied = List.copyOf(applied);
  }

  /** What a write answers with. */
  public enum Return {
    /** Nothing but the status. */
    MINIMAL,
    /** A Location header. */
    HEADERS_ONLY,
    /** The rows as they now are, or as they were before a DELETE. */
    REPRESENTATION
  }
}
