package dev.forebay.storage.files;

import dev.forebay.base.BlockInputStream;
import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A client's bytes on their way to a file: counts them, and remembers that it was they who failed.
 */
final class UploadBody extends BlockInputStream {
  private long count;
  private @Nullable IOException failure;

  UploadBody(InputStream in) {
    super(in);
  }

  /** How many bytes have come. */
  long count() {
    return count;
  }

  /** Why the bytes stopped coming, or null. */
  @Nullable IOException failure() {
    return failure;
  }

  /** S3's IncompleteBody where not exactly so many bytes came. */
  void requireLength(@Nullable Long announced) {
    if (announced != null && announced != count) {
      throw S3Errors.incompleteBody(null);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int some = in.read(buffer, offset, length);
      count += Math.max(0, some);
      return some;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
