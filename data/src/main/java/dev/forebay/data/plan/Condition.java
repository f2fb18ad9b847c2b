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
   * @param conditions none, where nothing fulfils it, one or many
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
   * One test of one value.
   *
   * @param source where the value comes from
   * @param comparison what is tested
   * @param values how many values it takes
   */
  record Test(Source source, Comparison comparison, int values) implements Condition {
    /** A test of a column. */
    public Test(String column, Comparison comparison, int values) {
      this(new Source.Stored(column), comparison, values);
    }
  }

  /**
   * Whether there is a related row.
   *
   * @param link how to get there
   * @param condition what must hold there
   */
  record Exists(Link link, Condition condition) implements Condition {}

  /**
   * What must hold for the row of the junction that has led here.
   *
   * @param condition what, of the junction's columns
   */
  record Between(Condition condition) implements Condition {}

  /**
   * Whether a row's key is one of a list.
   *
   * @param parts where the key's values come from
   * @param keys how many keys; each has one value a part, in their order
   */
  record KeyIn(List<Source> parts, int keys) implements Condition {
    /** Copies the list. */
    public KeyIn {
      parts = List.copyOf(parts);
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
    /** Not equal to the value; unlike that, true of NULL. */
    DISTINCT,
    /** Like the pattern, letter by letter. */
    LIKE,
    /** Like the pattern in any case. */
    LIKE_IGNORING_CASE,
    /** Matches the regular expression, letter by letter. */
    MATCH,
    /** Has the words of a full-text search in boolean mode. */
    FULL_TEXT,
    /** JSON that contains the value. */
    CONTAINS,
    /** JSON that the value contains; binds the value before its source. */
    CONTAINED,
    /** JSON that has an element, or a key and its value, in common with the value. */
    OVERLAPS,
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
