package dev.forebay.data.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of JSON that grow. Text goes in as UTF-8 and is never decoded. */
public final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int size;

  /** An empty buffer with room for this many bytes. */
  public JsonBuffer(int room) {
    bytes = new byte[room];
  }

  /** How many bytes it holds. */
  public int size() {
    return size;
  }

  /** A copy of what it holds. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Adds a part of this to another. */
  public void copyTo(JsonBuffer out, int from, int length) {
    out.put(bytes, from, length);
  }

  /** Adds fields, each with a comma before it, as one object. */
  public JsonBuffer putObject(JsonBuffer fields) {
    put('{');
    if (fields.size > 0) {
      put(fields.bytes, 1, fields.size - 1);
    }
    return put('}');
  }

  /** Forgets what it holds. */
  public void clear() {
    size = 0;
  }

  /** Adds one ASCII character. */
  public JsonBuffer put(char c) {
    ensure(1);
    bytes[size++] = (byte) c;
    return this;
  }

  /** Adds bytes as they are. */
  public JsonBuffer put(byte[] raw) {
    return put(raw, 0, raw.length);
  }

  /** Adds a part of some bytes as it is. */
  public JsonBuffer put(byte[] raw, int from, int length) {
    ensure(length);
    System.arraycopy(raw, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Adds ASCII text as it is. */
  public JsonBuffer putAscii(String text) {
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  /** Adds UTF-8 text as a JSON string. */
  public JsonBuffer putString(byte[] utf8) {
    put('"');
    int copied = 0;
    for (int i = 0; i < utf8.length; i++) {
      if (mustEscape(utf8[i])) {
        put(utf8, copied, i - copied);
        putEscape(utf8[i]);
        copied = i + 1;
      }
    }
    return put(utf8, copied, utf8.length - copied).put('"');
  }

  private static boolean mustEscape(byte b) {
    return (b >= 0 && b < 0x20) || b == '"' || b == '\\';
  }

  private void putEscape(byte b) {
    put('\\');
    switch (b) {
      case '"', '\\' -> put((char) b);
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> putAscii("u00").put((char) HEX[b >> 4]).put((char) HEX[b & 0xf]);
    }
  }

  private void ensure(int more) {
    if (more > bytes.length - size) {
      long wanted = Math.max(2L * bytes.length, (long) size + more);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, LARGEST));
    }
  }
}
