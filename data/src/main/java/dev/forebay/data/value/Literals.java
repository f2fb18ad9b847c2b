package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of values; null for NULL. */
final class Literals {
  private Literals() {}

  /** A text in UTF-8. */
  static void text(byte @Nullable [] utf8, JsonBuffer out) {
    if (utf8 == null) {
      bare(null, out);
    } else {
      out.putString(utf8);
    }
  }

  /** What is JSON already. */
  static void json(byte @Nullable [] json, JsonBuffer out) {
    if (json == null) {
      bare(null, out);
    } else {
      out.put(json);
    }
  }

  /** As it is: a number, in ASCII. */
  static void bare(@Nullable String literal, JsonBuffer out) {
    out.putAscii(literal == null ? "null" : literal);
  }

  /** In quotes, of ASCII with nothing to escape. */
  static void quoted(@Nullable String plain, JsonBuffer out) {
    if (plain == null) {
      bare(null, out);
    } else {
      out.put('"').putAscii(plain).put('"');
    }
  }
}
