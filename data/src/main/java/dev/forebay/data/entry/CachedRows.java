package dev.forebay.data.entry;

import dev.forebay.data.row.JsonRows;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value of a cache entry: the signature of the table's columns (4 bytes), the number of rows (4
 * bytes, −1 for more than are kept), and the whole rows as a JSON array, as an answer has them. The
 * signature keeps a value from before an ALTER TABLE from being served after it.
 */
public final class CachedRows {
  private static final int HEADER = 8;

  /** Nodes that write another form of values do not take these for theirs. */
  private static final int FORMAT = 2;

  private static final int TOO_MANY = -1;

  private CachedRows() {}

  public static byte[] encode(TableModel model, JsonRows rows) {
    return ByteBuffer.allocate(HEADER + rows.length() + 2)
        .putInt(marked(model))
        .putInt(rows.count())
        .put((byte) '[')
        .put(rows.bytes(), rows.from(), rows.length())
        .put((byte) ']')
        .array();
  }

  /** Stands for rows that are too many to keep. */
  static byte[] tooMany(TableModel model) {
    return ByteBuffer.allocate(HEADER).putInt(marked(model)).putInt(TOO_MANY).array();
  }

  /** Whether the value is of the table's definition: of another, readers do not take it. */
  public static boolean isOf(TableModel model, byte[] value) {
    return value.length >= HEADER && ByteBuffer.wrap(value).getInt() == marked(model);
  }

  /** The rows of a value of whatever definition, as a JSON array. */
  public static byte[] array(byte[] value) {
    return Arrays.copyOfRange(value, HEADER, value.length);
  }

  /** The rows, unless they are too many, or of another definition of the table. */
  public static Optional<JsonRows> decode(TableModel model, byte[] value) {
    int count = isOf(model, value) ? ByteBuffer.wrap(value).getInt(Integer.BYTES) : TOO_MANY;
    return count == TOO_MANY
        ? Optional.empty()
        : Optional.of(JsonRows.ofArray(value, HEADER, count));
  }

  /** The signature, in a form whose first byte the cache takes for a value's: not 0 or 1. */
  private static int marked(TableModel model) {
    return (31 * FORMAT + model.signature()) | Integer.MIN_VALUE;
  }
}
