package dev.forebay.data.request;

/** One value of a body, kept as it was written: no digit of a number is lost. */
public sealed interface JsonValue {
  /** JSON's null. */
  enum Null implements JsonValue {
    /** The only one. */
    NULL
  }

  /**
   * A string.
   *
   * @param text its content, without quotes and escapes
   */
  record Text(String text) implements JsonValue {}

  /**
   * A number, true or false.
   *
   * @param literal as it was written
   */
  record Literal(String literal) implements JsonValue {}

  /**
   * An object or an array.
   *
   * @param json as it was written
   */
  record Structure(String json) implements JsonValue {}

  /**
   * A field of CSV: any value, in the words of its column's type.
   *
   * @param text its content
   */
  record Field(String text) implements JsonValue {}
}
