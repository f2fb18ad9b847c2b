package dev.forebay.cache.entry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the value field of an entry holds: the value itself; the byte 0, which stands for a row that
 * is not there; or, under a generation, the byte 1, the generation's length and bytes, and then
 * either the value or nothing. No value begins with a byte 0 or 1.
 *
 * @param value the value, or null where there is no such row
 * @param generation the table's generation that its reader held before it read the database; null
 *     where the value says nothing of rows that are not there, or where a transaction left it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Stored(byte @Nullable [] value, byte @Nullable [] generation) {
  private static final byte NOT_FOUND = 0;
  private static final byte UNDER = 1;
  private static final int HEADER = 2;

  /** Reads the field. */
  public static Stored of(byte[] field) {
    return switch (field[0]) {
      case NOT_FOUND -> new Stored(null, null);
      case UNDER -> underGeneration(field);
      default -> new Stored(field, null);
    };
  }

  private static Stored underGeneration(byte[] field) {
    int start = HEADER + field[1];
    return new Stored(
        start == field.length ? null : Arrays.copyOfRange(field, start, field.length),
        Arrays.copyOfRange(field, HEADER, start));
  }

  /** The field. */
  public byte[] field() {
    if (value != null && (value.length == 0 || value[0] == NOT_FOUND || value[0] == UNDER)) {
      throw new IllegalArgumentException("a value must not be empty, nor begin with 0 or 1");
    }
    if (generation == null) {
      return value == null ? new byte[] {NOT_FOUND} : value;
    }
    byte[] header = header(generation);
    byte[] field = Arrays.copyOf(header, header.length + (value == null ? 0 : value.length));
    if (value != null) {
      System.arraycopy(value, 0, field, header.length, value.length);
    }
    return field;
  }

  /** What a field under this generation begins with. */
  public static byte[] header(byte[] generation) {
    byte[] header = new byte[HEADER + generation.length];
    header[0] = UNDER;
    header[1] = (byte) generation.length;
    System.arraycopy(generation, 0, header, HEADER, generation.length);
    return header;
  }
}
