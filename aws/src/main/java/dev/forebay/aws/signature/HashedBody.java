package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.base.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A body whose SHA-256 is compared with what was signed when its end is read. */
final class HashedBody extends BlockInputStream {
  private final String expected;
  private final MessageDigest digest = SigningKey.digest();
  private boolean ended;

  HashedBody(InputStream in, String expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = ended ? -1 : in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
    } else if (count < 0 && !ended) {
      ended = true;
      requireExpected();
    }
    return count;
  }

  private void requireExpected() {
    if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
      throw new AwsException(
          CommonError.WRONG_BODY, "The body is not the one whose x-amz-content-sha256 was signed.");
    }
  }
}
