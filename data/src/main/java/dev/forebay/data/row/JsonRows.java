package dev.forebay.data.row;

import java.util.Arrays;

/**
 * Rows as JSON objects with commas between them: {@code {"id":1},{"id":2}}.
 *
 * @param bytes what holds them, not to be written to
 * @param from where in it they begin
 * @param to where they end
 * @param count how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
public record JsonRows(byte[] bytes, int from, int to, int count) {
  /** No rows. */
  public static final JsonRows NONE = new JsonRows(new byte[0], 0, 0);

  /** Rows that end where the bytes do. */
  public JsonRows(byte[] bytes, int from, int count) {
    this(bytes, from, bytes.length, count);
  }

  /** The rows of a JSON array that ends where the bytes do. */
  public static JsonRows ofArray(byte[] bytes, int from, int count) {
    return new JsonRows(bytes, from + 1, bytes.length - 1, count);
  }

  /** Whether brackets stand around them, so that they are a JSON array as they are. */
  public boolean isArray() {
    return to < bytes.length && bytes[to] == ']' && from > 0 && bytes[from - 1] == '[';
  }

  /** The length of the rows, in bytes. */
  public int length() {
    return to - from;
  }

  /** The rows as a JSON array. */
  public byte[] array() {
    byte[] array = new byte[length() + 2];
    array[0] = '[';
    System.arraycopy(bytes, from, array, 1, length());
    array[array.length - 1] = ']';
    return array;
  }

  /** The rows without the brackets of an array. */
  public byte[] object() {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
