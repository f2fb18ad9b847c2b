package dev.forebay.data.plan;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.List;

/**
 * What a client may read of a table.
 *
 * @param table the table
 * @param columns those of its columns that may be named and shown, in the table's order. Links go
 *     by the others, too, but show none of them
 * @param rows which of its rows there are for the client
 */
public record Grant(Table table, List<Column> columns, Where rows) {
  /** Copies the list. */
  public Grant {
    columns = List.copyOf(columns);
  }

  /** All of a table. */
  public static Grant all(Table table) {
    return new Grant(table, table.columns(), Where.EVERYTHING);
  }

  /** Whether the table has a column of this name that may not be named. */
  public boolean hides(String column) {
    return columns.stream().noneMatch(c -> c.name().equals(column))
        && table.column(column).isPresent();
  }
}
