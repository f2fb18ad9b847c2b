package dev.forebay.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream around another that looks at all that is read: whatever its reader calls comes to {@link
 * #read(byte[], int, int)}, and nothing is passed over or read twice.
 */
public abstract class BlockInputStream extends FilterInputStream {
  /** How much is read to be skipped at once. */
  private static final int BLOCK = 8192;

  /** Around this one. */
  protected BlockInputStream(InputStream in) {
    super(in);
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final long skip(long number) throws IOException {
    byte[] block = new byte[(int) Math.clamp(number, 0, BLOCK)];
    return block.length == 0 ? 0 : Math.max(0, read(block, 0, block.length));
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
