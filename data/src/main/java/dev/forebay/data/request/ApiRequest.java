package dev.forebay.data.request;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, in the words of the grammar; no name in it is known to exist.
 *
 * @param action what to do
 * @param table the path's table
 * @param query the query string's parts
 * @param body the rows of a POST, the one row of a PUT or PATCH, else nothing
 * @param preferences the Prefer headers
 * @param singular whether exactly one row is wanted, as an object: {@code Accept:
 *     application/vnd.pgrst.object+json}
 * @param fresh whether the database must be read: {@code Cache-Control: no-cache}
 */
public record ApiRequest(
    Action action,
    String table,
    Query query,
    Body body,
    Preferences preferences,
    boolean singular,
    boolean fresh) {

  /** What to do with the table. */
  public enum Action {
    /** Answers with rows. */
    READ("GET"),
    /** A read of which only the headers are answered. */
    HEAD("HEAD"),
    /** Adds rows. */
    INSERT("POST"),
    /** Adds one row, or puts it in the place of the one with its key. */
    UPSERT("PUT"),
    /** Changes rows. */
    UPDATE("PATCH"),
    /** Removes rows. */
    DELETE("DELETE");

    private final String method;

    Action(String method) {
      this.method = method;
    }

    /** The HTTP method that asks for it. */
    public String method() {
      return method;
    }
  }

  /**
   * The query string, parsed.
   *
   * @param select the columns to answer with; empty for all
   * @param filter which rows; {@link Filter#NONE} for every row
   * @param order how to sort, first the most significant
   * @param limit how many rows at most
   * @param offset how many rows to skip
   * @param columns of a write: which keys of the body count; empty for all
   * @param onConflict of an upsert: the columns of the unique key that may be there already; empty
   *     for the primary key
   */
  public record Query(
      List<SelectItem> select,
      Filter filter,
      List<OrderTerm> order,
      OptionalLong limit,
      long offset,
      List<String> columns,
      List<String> onConflict) {
    /** Copies the lists. */
    public Query {
      select = List.copyOf(select);
      order = List.copyOf(order);
      columns = List.copyOf(columns);
      onConflict = List.copyOf(onConflict);
    }
  }

  /**
   * One item of {@code select}.
   *
   * @param column the column's name; {@code *} stands for all
   * @param alias what to call it in the answer, or null for its own name: {@code total:amount}
   */
  public record SelectItem(String column, @Nullable String alias) {
    /** Whether this is {@code *}. */
    public boolean all() {
      return column.equals("*") && alias == null;
    }
  }

  /**
   * One item of {@code order}.
   *
   * @param column the column's name
   * @param descending whether the largest comes first
   * @param nulls where NULLs go
   */
  public record OrderTerm(String column, boolean descending, Nulls nulls) {}

  /** Where NULLs go in an order. */
  public enum Nulls {
    /** Where the database puts them: first in ascending, last in descending order. */
    NATURAL,
    /** Before all others. */
    FIRST,
    /** After all others. */
    LAST
  }
}
