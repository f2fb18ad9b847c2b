package dev.forebay.mysql.binlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * A cursor over an event's bytes, as MySQL writes numbers and bitmaps; reading past their end is an
 * IndexOutOfBoundsException. For one thread.
 */
final class Bytes {
  private final byte[] bytes;
  private int position;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  /** How many bytes were read. */
  int position() {
    return position;
  }

  void skip(int count) {
    pass(count);
  }

  /** An unsigned number, its least byte first. */
  long little(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[position + i] & 0xFFL) << (8 * i);
    }
    position += count;
    return value;
  }

  /** An unsigned number, its greatest byte first. */
  long big(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (bytes[position + i] & 0xFF);
    }
    position += count;
    return value;
  }

  int small(int count) {
    return (int) little(count);
  }

  /** A length-encoded number: one byte up to 250, or a byte that says how many follow. */
  int packed() {
    int first = small(1);
    return switch (first) {
      case 252 -> small(2);
      case 253 -> small(3);
      case 254 -> Math.toIntExact(little(8));
      default -> first;
    };
  }

  byte[] take(int count) {
    int from = pass(count);
    return Arrays.copyOfRange(bytes, from, position);
  }

  String text(int count) {
    int from = pass(count);
    return new String(bytes, from, count, StandardCharsets.UTF_8);
  }

  private int pass(int count) {
    int from = Objects.checkFromIndexSize(position, count, bytes.length);
    position += count;
    return from;
  }

  String rest() {
    return text(bytes.length - position);
  }

  /**
   * A bitmap, whose first bit is the least of its first byte. MySQL sets the bits behind the last.
   */
  BitSet bits(int count) {
    BitSet bits = BitSet.valueOf(take((count + 7) / 8));
    bits.clear(count, Math.max(count, bits.length()));
    return bits;
  }
}
