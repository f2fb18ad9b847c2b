package dev.forebay.storage.s3;

import dev.forebay.base.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A decoded aws-chunked body that is read to its very end together with its last byte.
 *
 * <p>The checksum of the body follows it, as a trailer, and is compared when the end is read;
 * whoever reads exactly the announced number of bytes would never come there.
 */
final class WholeBody extends BlockInputStream {
  private final long length;
  private long read;
  private boolean ended;

  private WholeBody(InputStream chunks, long length) {
    super(chunks);
    this.length = length;
  }

  /** A body of this length; an empty one is read to its end here, since nobody else would. */
  static WholeBody of(InputStream chunks, long length) throws IOException {
    WholeBody body = new WholeBody(chunks, length);
    body.advance(0);
    return body;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (ended) {
      return -1;
    }
    int some = in.read(buffer, offset, count);
    advance(Math.max(0, some));
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
    ended = read == length;
  }
}
