package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** Writes values whose JSON is plain ASCII. */
final class Literals {
  private Literals() {}

  /** As it is: a number, or null. */
  static void bare(@Nullable String literal, JsonBuffer out) {
    out.putAscii(literal == null ? "null" : literal);
  }

  /** In quotes, with nothing to escape. */
  static void quoted(@Nullable String plain, JsonBuffer out) {
    if (plain == null) {
      out.putAscii("null");
    } else {
      out.put('"').putAscii(plain).put('"');
    }
  }
}
