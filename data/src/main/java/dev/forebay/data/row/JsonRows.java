package dev.forebay.data.row;

/**
 * Rows as JSON objects with commas between them and nothing around: {@code {"id":1},{"id":2}}.
 *
 * @param bytes what holds them, not to be written to
 * @param from where in it they begin; they end where it ends
 * @param count how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
public record JsonRows(byte[] bytes, int from, int count) {
  /** No rows. */
  public static final JsonRows NONE = new JsonRows(new byte[0], 0, 0);

  /** The length of the rows, in bytes. */
  public int length() {
    return bytes.length - from;
  }

  /** The rows as a JSON array. */
  public byte[] array() {
    byte[] array = new byte[length() + 2];
    array[0] = '[';
    System.arraycopy(bytes, from, array, 1, length());
    array[array.length - 1] = ']';
    return array;
  }

  /** The only row, or all of them without the brackets of an array. */
  public byte[] object() {
    byte[] object = new byte[length()];
    System.arraycopy(bytes, from, object, 0, length());
    return object;
  }
}
