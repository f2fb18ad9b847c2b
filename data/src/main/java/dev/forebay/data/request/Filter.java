package dev.forebay.data.request;

import dev.forebay.base.ForebayException;
import java.util.List;

/** A condition on rows, as a tree. */
public sealed interface Filter {
  /** The filter that every row passes. */
  static Filter none() {
    return new All(List.of());
  }

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
   * @param filters none, where nothing passes, one or many
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
   * One test of a column, or of a part of its JSON.
   *
   * @param operand what is tested
   * @param operator what to compare
   * @param values exactly one, or for {@link Operator#IN} any number
   */
  record Test(Operand operand, Operator operator, List<String> values) implements Filter {
    /** Copies the list. */
    public Test {
      values = List.copyOf(values);
    }

    /** The first value. */
    public String value() {
      return values.getFirst();
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

  /** How many tests it has. */
  default int tests() {
    return switch (this) {
      case All all -> all.filters().stream().mapToInt(Filter::tests).sum();
      case Any any -> any.filters().stream().mapToInt(Filter::tests).sum();
      case Not not -> not.filter().tests();
      case Test _, Unreadable _ -> 1;
    };
  }
}
