package dev.forebay.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A decoded aws-chunked body that is read to its very end together with its last byte.
 *
 * <p>The checksum of the body follows it, as a trailer, and is compared when the end is read;
 * whoever reads exactly the announced number of bytes would never come there.
 */
final class WholeBody extends FilterInputStream {
  private final long length;
  private long read;

  WholeBody(InputStream chunks, long length) {
    super(chunks);
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    if (one >= 0) {
      advance(1);
    }
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int some = in.read(buffer, offset, count);
    if (some > 0) {
      advance(some);
    }
    return some;
  }

  private void advance(int count) throws IOException {
    read += count;
    if (read > length || (read == length && in.read() >= 0)) {
      throw new IOException(
          S3Errors.of(
              400,
              "InvalidRequest",
              "The body is longer than x-amz-decoded-content-length.",
              null));
    }
  }
}
