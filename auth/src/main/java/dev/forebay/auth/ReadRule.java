package dev.forebay.auth;

import dev.forebay.base.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role may read of a table. An empty rule allows all of it.
 *
 * @param columns the columns that it may name and see; null for all
 * @param rows a filter in the data API's grammar that its rows pass, such as {@code
 *     status=eq.paid&or=(due_date.is.null,due_date.gt.2024-01-15)}; null for all
 */
@Doc("What the role may read. Left out: nothing. {}: every row and column.")
public record ReadRule(
    @Doc("The only columns that it may name and see. Left out: all.")
        @Nullable List<String> columns,
    @Doc(
            "The only rows that there are for it, as a filter of the data API: status=eq.paid."
                + " Left out: all.")
        @Nullable String rows) {
  /** Copies the list; an empty one would be a rule that allows nothing. */
  public ReadRule {
    columns = columns == null ? null : List.copyOf(columns);
    if (columns != null && columns.isEmpty()) {
      throw new IllegalArgumentException("columns names none; leave it out to allow all of them");
    }
  }
}
