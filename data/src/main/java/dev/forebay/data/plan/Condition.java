package dev.forebay.data.plan;

import java.util.List;

/**
 * The shape of a condition, without its values: two conditions that differ in values only are equal
 * and have the same SQL. Values stand beside it, in {@link Where}.
 */
public sealed interface Condition {
  /** The condition that every row fulfils. */
  Condition TRUE = new All(List.of());

  /**
   * All of them.
   *
   * @param conditions none, one or many
   */
  record All(List<Condition> conditions) implements Condition {
    /** Copies the list. */
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * At least one of them.
   *
   * @param conditions one or many
   */
  record Any(List<Condition> conditions) implements Condition {
    /** Copies the list. */
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Not the other.
   *
   * @param condition the other
   */
  record Not(Condition condition) implements Condition {}

  /**
   * One test of one column.
   *
   * @param column its name, which exists
   * @param comparison what is tested
   * @param values how many values it takes
   */
  record Test(String column, Comparison comparison, int values) implements Condition {}

  /**
   * Whether a row's key is one of a list.
   *
   * @param columns the key's columns
   * @param keys how many keys; each has one value a column, in their order
   */
  record KeyIn(List<String> columns, int keys) implements Condition {
    /** Copies the list. */
    public KeyIn {
      columns = List.copyOf(columns);
    }
  }

  /** What a test compares. */
  enum Comparison {
    /** Equal to the value. */
    EQUAL,
    /** Not equal to the value. */
    NOT_EQUAL,
    /** Greater than the value. */
    GREATER,
    /** Greater than or equal to the value. */
    GREATER_OR_EQUAL,
    /** Less than the value. */
    LESS,
    /** Less than or equal to the value. */
    LESS_OR_EQUAL,
    /** One of the values. */
    IN,
    /** Like the pattern, letter by letter. */
    LIKE,
    /** Like the pattern in any case. */
    LIKE_IGNORING_CASE,
    /** NULL; takes no value. */
    NULL,
    /** Not NULL; takes no value. */
    NOT_NULL,
    /** True; takes no value. */
    TRUE,
    /** False; takes no value. */
    FALSE
  }
}
