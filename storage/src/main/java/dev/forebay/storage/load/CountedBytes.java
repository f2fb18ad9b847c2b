package dev.forebay.storage.load;

import dev.forebay.base.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Bytes whose number is told while they are read. */
final class CountedBytes extends BlockInputStream {
  private final LongConsumer told;
  private long read;

  CountedBytes(InputStream in, LongConsumer told) {
    super(in);
    this.told = told;
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
