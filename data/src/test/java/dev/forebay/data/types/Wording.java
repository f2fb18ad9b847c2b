package dev.forebay.data.types;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * One way in which a client may write a value.
 *
 * @param standing whether it has to be taken
 * @param json a token of JSON; null where it is for texts alone
 * @param text as a filter and a CSV field have it; null where it is for JSON alone
 * @param sql the literal that the server itself stores as the same; null for no value of the type
 */
record Wording(
    Standing standing, @Nullable String json, @Nullable String text, @Nullable String sql) {
  /** What has to be made of a spelling. */
  enum Standing {
    /** It is the value: taken by every way, and a filter finds by it what SQL finds. */
    TAKEN,
    /** It may be refused; where it is taken, the row holds what SQL would have stored. */
    TAKEN_OR_REFUSED,
    /** It is no value of the type: nothing is written, and a filter finds nothing by it. */
    REFUSED
  }

  /** As a number or truth in JSON, and the same in a text. */
  static Wording literal(String literal, String sql) {
    return new Wording(Standing.TAKEN, literal, literal, sql);
  }

  /** As a string in JSON, and the same in a text. */
  static Wording string(String text, String sql) {
    return new Wording(Standing.TAKEN, quoted(text), text, sql);
  }

  /** As JSON only. */
  static Wording json(String json, String sql) {
    return new Wording(Standing.TAKEN, json, null, sql);
  }

  /** As a string that may be refused. */
  static Wording loose(String text, String sql) {
    return new Wording(Standing.TAKEN_OR_REFUSED, quoted(text), text, sql);
  }

  /** As a number that may be refused. */
  static Wording looseLiteral(String literal, String sql) {
    return new Wording(Standing.TAKEN_OR_REFUSED, literal, literal, sql);
  }

  /** A string that is no value. */
  static Wording none(String text) {
    return new Wording(Standing.REFUSED, quoted(text), text, null);
  }

  /** A number or truth in JSON that is no value. */
  static Wording noneLiteral(String literal) {
    return new Wording(Standing.REFUSED, literal, literal, null);
  }

  /** The same where it may be refused. */
  Wording refusable() {
    return new Wording(Standing.TAKEN_OR_REFUSED, json, text, sql);
  }

  /** A string of JSON. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append('"').toString();
  }

  @Override
  public String toString() {
    return json == null ? "text " + text : json;
  }
}
