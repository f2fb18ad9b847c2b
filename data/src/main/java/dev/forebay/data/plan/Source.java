package dev.forebay.data.plan;

/** Where SQL finds a value in a row. The shape only: what a source binds stands beside it. */
public sealed interface Source {
  /**
   * A column.
   *
   * @param column its name, which exists
   */
  record Stored(String column) implements Source {}

  /**
   * A text column in all of Unicode, compared character by character.
   *
   * @param column its name, which exists
   */
  record Widened(String column) implements Source {}

  /**
   * A text that is filled up with blanks, to as many characters as a CHAR has at most.
   *
   * @param source where the text comes from
   */
  record Filled(Source source) implements Source {
    /** How many characters it has then. */
    public static final int LENGTH = 255;
  }

  /**
   * A column of the junction that has led to the row.
   *
   * @param column its name, which exists
   */
  record Between(String column) implements Source {}

  /**
   * A part of a column's JSON. Binds the path to it.
   *
   * @param column the column's name
   * @param as what is made of the part
   */
  record Json(String column, As as) implements Source {
    /** How often it binds the path. */
    public int bindings() {
      return as.bindings;
    }
  }

  /**
   * A value of the one row that a link leads to. Binds what the source does, then what the
   * condition does.
   *
   * @param link how to get there
   * @param condition what must hold there; else the value is NULL
   * @param source what to take there
   */
  record Related(Link link, Condition condition, Source source) implements Source {}

  /** What is made of a part of a JSON text. Where it is nothing of the kind, it is NULL. */
  enum As {
    /** Itself. */
    JSON(1),
    /** Its text, without quotes; JSON's null is NULL. */
    TEXT(1),
    /** A number. */
    NUMBER(2),
    /** A string, without quotes. */
    STRING(2),
    /** The text true or false. */
    BOOLEAN(2);

    private final int bindings;

    As(int bindings) {
      this.bindings = bindings;
    }
  }
}
