package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.gaul.s3proxy.auth.AwsSignature;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signature (version 4) of a request, in its Authorization header or presigned in its
 * query, and yields the request with a body that is checked while it is read.
 *
 * <p>S3Proxy can do this itself, but holds a body whose SHA-256 is signed in memory as a whole, and
 * never reads the checksum that follows an aws-chunked body; so its own check is off, and only its
 * canonical form of a request is used. Source: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 * Authenticating requests</a>.
 */
final class Authentication {
  private static final String SIGNED_HEADERS = "SignedHeaders=";

  private final S3Credentials credentials;
  private final InstantSource clock;

  Authentication(S3Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** The request with its decoded body; an S3 error where it is not signed with the keys. */
  SignedRequest authenticate(HttpServletRequest request) throws IOException {
    boolean presigned = request.getParameter("X-Amz-Algorithm") != null;
    S3AuthorizationHeader claim = claim(request, presigned);
    if (!credentials.accessKeyId().equals(claim.getIdentity())) {
      throw S3Errors.of(
          403, "InvalidAccessKeyId", "The access key ID does not exist in our records.", null);
    }
    SigningTime.require(request, presigned, clock.instant());
    requireSigned(request, presigned);
    return verified(request, claim, presigned);
  }

  private SignedRequest verified(
      HttpServletRequest request, S3AuthorizationHeader claim, boolean presigned)
      throws IOException {
    Payload payload = Payload.of(request, presigned);
    String signature = signature(request, claim, payload, presigned, payload.pinned());
    if (!same(signature, claim.getSignature())
        // A presigned URL may pin the hash of its body on the payload's line, or leave it as
        // UNSIGNED-PAYLOAD there and sign it as a header only, as the AWS SDK does.
        && (payload.pinned() == null
            || !same(signature(request, claim, payload, presigned, null), claim.getSignature()))) {
      throw S3Errors.of(
          403,
          "SignatureDoesNotMatch",
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.",
          null);
    }
    try {
      byte[] key = AwsSignature.deriveSigningKeyV4(claim, credentials.secretAccessKey().value());
      return new SignedRequest(request, payload.body(request, claim, signature, key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not there", e);
    }
  }

  private String signature(
      HttpServletRequest request,
      S3AuthorizationHeader claim,
      Payload payload,
      boolean presigned,
      @Nullable String pinned)
      throws IOException {
    try {
      return AwsSignature.createAuthorizationSignatureV4(
              request,
              claim,
              new byte[0],
              request.getRequestURI(),
              credentials.secretAccessKey().value(),
              presigned,
              pinned,
              payload.token())
          .signature();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not there", e);
    }
  }

  private static S3AuthorizationHeader claim(HttpServletRequest request, boolean presigned) {
    String header = presigned ? fromQuery(request) : request.getHeader("Authorization");
    if (header == null && request.getParameter("AWSAccessKeyId") == null) {
      throw S3Errors.accessDenied("Requests must be signed; anonymous ones are refused.");
    }
    if (header == null || !header.startsWith("AWS4-HMAC-SHA256 ")) {
      throw S3Errors.accessDenied(
          "Requests and URLs must be signed with version 4, AWS4-HMAC-SHA256; in boto3 with"
              + " Config(signature_version=\"s3v4\").");
    }
    try {
      return new S3AuthorizationHeader(header);
    } catch (IllegalArgumentException e) {
      throw S3Errors.of(
          400, "AuthorizationHeaderMalformed", "The authorization cannot be read.", e);
    }
  }

  private static String fromQuery(HttpServletRequest request) {
    return "%s Credential=%s, %s%s, Signature=%s"
        .formatted(
            request.getParameter("X-Amz-Algorithm"),
            request.getParameter("X-Amz-Credential"),
            SIGNED_HEADERS,
            request.getParameter("X-Amz-SignedHeaders"),
            request.getParameter("X-Amz-Signature"));
  }

  /**
   * The host and every x-amz- header must be signed, as S3 demands: otherwise whoever was given a
   * presigned PUT could add a header that makes it a copy of another object.
   */
  private static void requireSigned(HttpServletRequest request, boolean presigned) {
    List<String> signed = signedHeaders(request, presigned);
    if (!signed.contains("host")) {
      throw S3Errors.accessDenied("The Host header must be signed.");
    }
    for (String name : Collections.list(request.getHeaderNames())) {
      String header = name.toLowerCase(Locale.ROOT);
      boolean payloadToken = presigned && header.equals("x-amz-content-sha256");
      if (header.startsWith("x-amz-") && !payloadToken && !signed.contains(header)) {
        throw S3Errors.accessDenied("The header " + header + " is not signed.");
      }
    }
  }

  private static List<String> signedHeaders(HttpServletRequest request, boolean presigned) {
    String names = presigned ? request.getParameter("X-Amz-SignedHeaders") : inHeader(request);
    return names == null ? List.of() : List.of(names.toLowerCase(Locale.ROOT).split(";", -1));
  }

  private static @Nullable String inHeader(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    int start = header == null ? -1 : header.indexOf(SIGNED_HEADERS);
    if (start < 0) {
      return null;
    }
    int end = header.indexOf(',', start);
    return header.substring(start + SIGNED_HEADERS.length(), end < 0 ? header.length() : end);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
