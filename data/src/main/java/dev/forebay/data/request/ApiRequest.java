package dev.forebay.data.request;

import dev.forebay.data.request.Accept.Format;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a client asks for, in the words of the grammar; no name in it is known to exist.
 *
 * @param action what to do
 * @param table the path's table
 * @param query the query string's parts
 * @param body the rows of a POST, the one row of a PUT or PATCH, else nothing
 * @param preferences the Prefer headers
 * @param accept the form of the answer
 * @param profile the database that is meant, or empty: {@code Accept-Profile}, {@code
 *     Content-Profile}
 * @param fresh whether the database must be read: {@code Cache-Control: no-cache}
 */
public record ApiRequest(
    Action action,
    String table,
    Query query,
    Body body,
    Preferences preferences,
    Accept accept,
    String profile,
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

  /** Whether exactly one row is wanted, as an object. */
  public boolean singular() {
    return accept.format() == Format.OBJECT;
  }

  /**
   * The query string, parsed.
   *
   * @param select what to answer with
   * @param clauses which rows of the table
   * @param embedded which rows of embeds, by the labels that lead to them
   * @param columns of a write: which keys of the body count; empty for all
   * @param onConflict of an upsert: the columns of the unique key that may be there already; empty
   *     for the primary key
   */
  public record Query(
      List<SelectItem> select,
      Clauses clauses,
      Map<List<String>, Clauses> embedded,
      List<String> columns,
      List<String> onConflict) {
    /** Copies the collections. */
    public Query {
      select = List.copyOf(select);
      embedded = Map.copyOf(embedded);
      columns = List.copyOf(columns);
      onConflict = List.copyOf(onConflict);
    }

    /** Which rows; {@link Filter#none} for every row. */
    public Filter filter() {
      return clauses.filter();
    }

    /** How many rows at most. */
    public OptionalLong limit() {
      return clauses.limit();
    }

    /** How many rows to skip. */
    public long offset() {
      return clauses.offset();
    }
  }

  /**
   * Which rows of a table, and in which order.
   *
   * @param filter which rows; {@link Filter#none} for every row
   * @param order how to sort, first the most significant
   * @param limit how many rows at most; of a page that ends where the rows do, as many as there are
   * @param offset how many rows to skip
   */
  public record Clauses(Filter filter, List<OrderTerm> order, OptionalLong limit, long offset) {
    /** Every row, in any order. */
    public static final Clauses NONE =
        new Clauses(Filter.none(), List.of(), OptionalLong.empty(), 0);

    /** Copies the list. */
    public Clauses {
      order = List.copyOf(order);
    }

    /** Whether a page is asked for, the first of all rows included. */
    public boolean paged() {
      return limit.isPresent() || offset > 0;
    }
  }

  /**
   * One item of {@code order}.
   *
   * @param embeds the labels of the to-one embeds that lead to the operand: {@code
   *     customer(name).desc}
   * @param operand what to sort by
   * @param descending whether the largest comes first
   * @param nulls where NULLs go
   */
  public record OrderTerm(List<String> embeds, Operand operand, boolean descending, Nulls nulls) {
    /** Copies the list. */
    public OrderTerm {
      embeds = List.copyOf(embeds);
    }
  }

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
