package dev.forebay.data.request;

import dev.forebay.base.ForebayException;
import java.util.List;

/** A condition on rows, as a tree. */
public sealed interface Filter {
  /** The filter that every row passes. */
  Filter NONE = new All(List.of());

  /**
   * Passes where all do.
   *
   * @param filters none, one or many
   */
  record All(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public All {
      filters = List.copyOf(filters);
    }
  }

  /**
   * Passes where at least one does.
   *
   * @param filters one or many
   */
  record Any(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public Any {
      filters = List.copyOf(filters);
    }
  }

  /**
   * Passes where the other is false; not where it is unknown for a NULL.
   *
   * @param filter the other
   */
  record Not(Filter filter) implements Filter {}

  /**
   * One test of one column.
   *
   * @param column the column's name
   * @param operator what to compare
   * @param operands exactly one, or for {@link Operator#IN} any number
   */
  record Test(String column, Operator operator, List<String> operands) implements Filter {
    /** Copies the list. */
    public Test {
      operands = List.copyOf(operands);
    }
  }

  /**
   * A parameter that is no test. The planner says so, unless there is no such column: then that is
   * the better thing to say of {@code limitt=10}.
   *
   * @param column the parameter's name
   * @param error what is wrong with its value
   */
  record Unreadable(String column, ForebayException error) implements Filter {}
}
