package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a request's body is framed and protected.
 *
 * @param token what {@code x-amz-content-sha256} says or stands for
 * @param signed what may stand for the body in what is signed
 * @param raw the body as it was sent
 */
record SignedPayload(String token, List<String> signed, InputStream raw) {
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  static final String CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  static final String SIGNED_CHUNKS_AND_TRAILER = SIGNED_CHUNKS + "-TRAILER";
  private static final String HEADER = "x-amz-content-sha256";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * The payload of a request. S3's clients say how they protect it, or presign a URL for any body.
   * Those of other services may leave that out; then the body is read here, under the listener's
   * limit, because its hash is a part of what is signed.
   */
  static SignedPayload of(Request request, Authorization authorization) {
    boolean s3 = authorization.scope().service().equals("s3");
    Optional<String> token =
        request.header(HEADER).filter(_ -> authorization.signedHeaders().contains(HEADER));
    if (token.isPresent()) {
      return new SignedPayload(
          token.get(), alternatives(token.get(), authorization), request.bodyStream());
    }
    if (s3 && authorization.isPresigned()) {
      return new SignedPayload(UNSIGNED, List.of(UNSIGNED), request.bodyStream());
    }
    if (s3) {
      throw new AwsException(
          CommonError.INVALID_REQUEST, "Missing required header: x-amz-content-sha256");
    }
    byte[] body = request.body();
    String hash = SigningKey.sha256(body);
    return new SignedPayload(hash, List.of(hash), new ByteArrayInputStream(body));
  }

  /** The body as it was meant; reading it to its end fails where it is not what was signed. */
  InputStream body(Request request, ChunkSignatures signatures) {
    return switch (token) {
      case UNSIGNED -> raw;
      case CHUNKS -> ChunkedBody.of(request, raw, null);
      case SIGNED_CHUNKS, SIGNED_CHUNKS_AND_TRAILER -> ChunkedBody.of(request, raw, signatures);
      default -> hashed();
    };
  }

  /** A presigned URL may have its body's hash as a signed header, and not on the payload's line. */
  private static List<String> alternatives(String token, Authorization authorization) {
    return authorization.isPresigned() ? List.of(token, UNSIGNED) : List.of(token);
  }

  private InputStream hashed() {
    if (!SHA256.matcher(token).matches()) {
      throw new AwsException(
          CommonError.INVALID_ARGUMENT,
          HEADER + " must be UNSIGNED-PAYLOAD, a STREAMING- form or a SHA-256 in hex.");
    }
    return new HashedBody(raw, token);
  }
}
