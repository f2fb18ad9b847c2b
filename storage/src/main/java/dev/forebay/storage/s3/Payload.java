package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.auth.AwsSignature;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;
import org.gaul.s3proxy.checksum.ChecksumValidatingInputStream;
import org.gaul.s3proxy.checksum.ChunkedInputStream;
import org.gaul.s3proxy.checksum.FlexChecksum;
import org.jspecify.annotations.Nullable;

/**
 * How a request's body is framed and protected: what {@code x-amz-content-sha256} says.
 *
 * @param token the header's value, which the signature covers
 * @param pinned the hash that a presigned URL fixes for its body, or null
 */
record Payload(String token, @Nullable String pinned) {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String CHUNKED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String CHUNKED_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String CHUNKED_SIGNED_TRAILER = CHUNKED_SIGNED + "-TRAILER";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  // The SDKs send 64 KiB to 1 MiB; a chunk is held in memory until its signature is verified.
  private static final int LARGEST_CHUNK = 16 << 20;

  static Payload of(HttpServletRequest request, boolean presigned) {
    if (presigned) {
      return new Payload(UNSIGNED, AwsSignature.pinnedPayloadHash(request));
    }
    String token = request.getHeader("x-amz-content-sha256");
    if (token == null) {
      throw S3Errors.of(
          400, "InvalidRequest", "Missing required header: x-amz-content-sha256", null);
    }
    return new Payload(token, null);
  }

  /** The body as it is to be stored; reading it fails where it is not what was signed. */
  InputStream body(
      HttpServletRequest request, S3AuthorizationHeader claim, String signature, byte[] key)
      throws IOException {
    InputStream raw = request.getInputStream();
    if (pinned != null) {
      return hashed(raw, pinned, request);
    }
    return switch (token) {
      case UNSIGNED -> raw;
      case CHUNKED ->
          decoded(request, new ChunkedInputStream(raw, LARGEST_CHUNK, trailer(request)));
      case CHUNKED_SIGNED -> decoded(request, signed(request, claim, signature, key, null));
      case CHUNKED_SIGNED_TRAILER ->
          decoded(request, signed(request, claim, signature, key, trailer(request)));
      default -> hashed(raw, token, request);
    };
  }

  private static InputStream hashed(InputStream raw, String hash, HttpServletRequest request) {
    if (!SHA256.matcher(hash).matches()) {
      throw S3Errors.invalidArgument(
          "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- form or a SHA-256 in hex.");
    }
    return new ChecksumValidatingInputStream(
        raw,
        FlexChecksum.SHA256.newChecksum(),
        HexFormat.of().parseHex(hash),
        request.getContentLengthLong() < 0 ? Long.MAX_VALUE : request.getContentLengthLong(),
        S3ErrorCode.X_AMZ_CONTENT_S_H_A_256_MISMATCH);
  }

  private static ChunkedInputStream signed(
      HttpServletRequest request,
      S3AuthorizationHeader claim,
      String signature,
      byte[] key,
      @Nullable String trailer)
      throws IOException {
    String scope =
        "%s/%s/%s/aws4_request".formatted(claim.getDate(), claim.getRegion(), claim.getService());
    return new ChunkedInputStream(
        request.getInputStream(),
        LARGEST_CHUNK,
        signature,
        key,
        "HmacSHA256",
        request.getHeader("x-amz-date"),
        scope,
        trailer);
  }

  private static InputStream decoded(HttpServletRequest request, ChunkedInputStream chunks)
      throws IOException {
    String length = request.getHeader("x-amz-decoded-content-length");
    if (length == null || !LENGTH.matcher(length).matches()) {
      throw S3Errors.of(
          411, "MissingContentLength", "x-amz-decoded-content-length is needed.", null);
    }
    return WholeBody.of(chunks, Long.parseLong(length));
  }

  private static @Nullable String trailer(HttpServletRequest request) {
    return request.getHeader("x-amz-trailer");
  }
}
