package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.http.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An aws-chunked body, decoded: {@code SIZE[;chunk-signature=SIGNATURE]} in hex, data, and so on to
 * a chunk of no data, which trailers may follow.
 *
 * <p>No chunk is held: what is read counts only once the end was read, as with every body whose
 * hash is signed.
 */
final class ChunkedBody extends InputStream {
  private static final Pattern HEAD =
      Pattern.compile("([0-9a-fA-F]{1,15})(?:;chunk-signature=([0-9a-f]{64}))?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final ChunkLines in;
  private final long length;
  private final @Nullable ChunkSignatures signatures;
  private final ChunkTrailers trailers;
  private final MessageDigest digest = SigningKey.digest();
  private @Nullable String signature;
  private long left;
  private long total;
  private boolean ended;

  private ChunkedBody(
      InputStream in, long length, @Nullable ChunkSignatures signatures, ChunkTrailers trailers) {
    this.in = new ChunkLines(new BufferedInputStream(in));
    this.length = length;
    this.signatures = signatures;
    this.trailers = trailers;
  }

  /** The body of a request; signatures is null where its chunks have none. */
  static ChunkedBody of(Request request, InputStream raw, @Nullable ChunkSignatures signatures) {
    String length = request.header("x-amz-decoded-content-length").orElse("");
    if (!LENGTH.matcher(length).matches()) {
      throw new AwsException(CommonError.MISSING_LENGTH, "x-amz-decoded-content-length is needed.");
    }
    ChunkTrailers trailers = ChunkTrailers.announced(request.headers("x-amz-trailer"));
    return new ChunkedBody(raw, Long.parseLong(length), signatures, trailers);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      begin();
    }
    return ended ? -1 : data(buffer, offset, count);
  }

  private int data(byte[] buffer, int offset, int count) throws IOException {
    int some = in.read(buffer, offset, (int) Math.min(count, left));
    digest.update(buffer, offset, some);
    left -= some;
    if (left == 0) {
      requireSignature();
      in.requireLineEnd();
    }
    return some;
  }

  /** Reads a chunk's head; of the last one, also what follows it. */
  private void begin() throws IOException {
    String line = in.line();
    Matcher head = HEAD.matcher(line);
    if (!head.matches()) {
      throw invalid("A chunk of the body does not begin with its size.");
    }
    left = HexFormat.fromHexDigitsToLong(head.group(1));
    signature = head.group(2);
    total += left;
    if (total > length) {
      throw invalid("The body is longer than x-amz-decoded-content-length.");
    }
    if (left == 0) {
      end();
    }
  }

  private void end() throws IOException {
    requireSignature();
    trailers.read(in, signatures);
    if (total < length) {
      throw new AwsException(
          CommonError.INCOMPLETE_BODY, "The body is shorter than x-amz-decoded-content-length.");
    }
    ended = true;
  }

  private void requireSignature() {
    if (signatures == null) {
      return;
    }
    String expected = signatures.chunk(HexFormat.of().formatHex(digest.digest()));
    if (signature == null || !SigningKey.same(signature, expected)) {
      throw new AwsException(
          CommonError.WRONG_SIGNATURE, "The signature of a chunk of the body does not match.");
    }
  }

  static AwsException invalid(String message) {
    return new AwsException(CommonError.INVALID_REQUEST, message);
  }
}
