package dev.forebay.aws.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The little of CBOR (RFC 8949) that an error needs: a map of texts. */
final class Cbor {
  private static final int TEXT = 3 << 5;
  private static final int MAP = 5 << 5;

  private Cbor() {}

  static byte[] map(Map<String, String> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head(out, MAP, entries.size());
    entries.forEach(
        (name, value) -> {
          text(out, name);
          text(out, value);
        });
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(out, TEXT, bytes.length);
    out.writeBytes(bytes);
  }

  /** The major type, and the length in as few bytes as are written here: none, or four. */
  private static void head(ByteArrayOutputStream out, int type, int length) {
    if (length < 24) {
      out.write(type | length);
      return;
    }
    out.write(type | 26);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(length >> shift);
    }
  }
}
