package dev.forebay.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Policy} says to one action. */
public sealed interface Decision {
  /**
   * The action may be done, on what is named here. The names and the filter are as configured:
   * whether the table has such columns is for whoever knows its schema to say.
   *
   * @param columns the only columns that may be named and shown; null for all
   * @param rows the filter that the rows must pass, in the data API's grammar; null for all
   */
  record Allow(@Nullable List<String> columns, @Nullable String rows) implements Decision {
    /** All of the table. */
    public static final Allow EVERYTHING = new Allow(null, null);

    /** Copies the list. */
    public Allow {
      columns = columns == null ? null : List.copyOf(columns);
    }
  }

  /**
   * The action may not be done.
   *
   * @param reason names the table and the action, for the client
   * @param hint what to do instead
   */
  record Deny(String reason, String hint) implements Decision {}
}
