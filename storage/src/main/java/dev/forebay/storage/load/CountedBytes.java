package dev.forebay.storage.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Bytes whose number is told while they are read. */
final class CountedBytes extends FilterInputStream {
  private final LongConsumer told;
  private long read;

  CountedBytes(InputStream in, LongConsumer told) {
    super(in);
    this.told = told;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      read += count;
      told.accept(read);
    }
    return count;
  }
}
