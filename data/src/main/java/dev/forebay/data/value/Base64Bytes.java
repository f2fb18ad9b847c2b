package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes in base64 (RFC 4648). */
final class Base64Bytes {
  private Base64Bytes() {}

  /** From either alphabet, with or without padding; null where it is none. */
  static byte @Nullable [] read(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  static @Nullable String text(Row row, int index) {
    byte[] bytes = row.bytes(index);
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  static void write(Row row, int index, JsonBuffer out) {
    Literals.quoted(text(row, index), out);
  }
}
