package dev.forebay.data.result;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A value that compares with others of its column. */
sealed interface Cell extends Comparable<Cell> {
  /** A number that is exact. */
  record Exact(BigDecimal value) implements Cell {
    @Override
    public int compareTo(Cell other) {
      return value.compareTo(((Exact) other).value);
    }
  }

  /** A number that is not. */
  record Floating(double value) implements Cell {
    @Override
    public int compareTo(Cell other) {
      double right = ((Floating) other).value;
      return value == right ? 0 : Double.compare(value, right);
    }
  }

  /** Bytes, or a text in UTF-8, whose bytes sort as its characters do. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] value) implements Cell {
    static Bytes of(String text) {
      return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(Cell other) {
      return Arrays.compareUnsigned(value, ((Bytes) other).value);
    }
  }

  /** Whether it is the same value. */
  default boolean isSame(Cell other) {
    return compareTo(other) == 0;
  }
}
