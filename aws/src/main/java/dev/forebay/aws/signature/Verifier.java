package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.http.Request;
import dev.forebay.http.RequestHead;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies signatures of version 4, in a request's Authorization header or presigned in its query.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature
 *     Version 4</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 *     Authenticating requests to S3</a>
 */
public final class Verifier {
  private static final String ALGORITHM = "X-Amz-Algorithm=";

  private final AccessKeys keys;
  private final String region;
  private final InstantSource clock;

  /**
   * Verifies for one region.
   *
   * @param clock what requests' times are compared with
   */
  public Verifier(AccessKeys keys, String region, InstantSource clock) {
    this.keys = keys;
    this.region = region;
    this.clock = clock;
  }

  /** Whether a request says that it is signed so. */
  public static boolean isSigned(RequestHead request) {
    return request.header("authorization").filter(a -> a.startsWith("AWS4-")).isPresent()
        || isPresigned(request.rawQuery());
  }

  /** By the parameter's name: a filter's value may have the same letters. */
  private static boolean isPresigned(String query) {
    int at = query.indexOf(ALGORITHM);
    while (at > 0 && query.charAt(at - 1) != '&') {
      at = query.indexOf(ALGORITHM, at + 1);
    }
    return at >= 0;
  }

  /** The service that a request says it is signed for, unverified. */
  public static Optional<String> service(RequestHead request) {
    return Authorization.service(request);
  }

  /** The request with its decoded body; an AwsException where the signature is not good. */
  public VerifiedRequest verify(Request request) {
    Authorization authorization = Authorization.of(request);
    AccessKey key = key(authorization);
    requireScope(authorization.scope());
    authorization.time().require(clock.instant());
    requireSigned(request, authorization);
    SignedPayload payload = SignedPayload.of(request, authorization);
    SigningKey signing = SigningKey.of(key, authorization.scope());
    requireSignature(request, authorization, payload, signing);
    ChunkSignatures chunks =
        new ChunkSignatures(signing, authorization.time().text(), authorization.signature());
    return new VerifiedRequest(request, key, authorization.scope(), payload.body(request, chunks));
  }

  private AccessKey key(Authorization authorization) {
    if (authorization.token() != null) {
      throw new AwsException(
          CommonError.UNKNOWN_TOKEN,
          "The security token is not known here; unset AWS_SESSION_TOKEN.");
    }
    return keys.find(authorization.accessKeyId())
        .orElseThrow(
            () ->
                new AwsException(CommonError.UNKNOWN_KEY, "The access key id is not known here."));
  }

  private void requireScope(CredentialScope scope) {
    if (!scope.region().equals(region)) {
      throw new AwsException(
          CommonError.WRONG_SCOPE,
          "The request is signed for the region '%s'; this is '%s'."
              .formatted(scope.region(), region),
          Map.of("Region", region));
    }
  }

  /**
   * The host and every x-amz- header must be signed: otherwise whoever was given a presigned PUT
   * could add a header that makes it a copy of another object. The hash of a presigned URL's body
   * need not be, and counts for nothing then.
   */
  private static void requireSigned(Request request, Authorization authorization) {
    List<String> signed = authorization.signedHeaders();
    if (!signed.contains("host")) {
      throw new AwsException(CommonError.UNSIGNED_HEADER, "The Host header must be signed.");
    }
    for (String name : request.headers().keySet()) {
      boolean hash = authorization.isPresigned() && name.equals("x-amz-content-sha256");
      if (name.startsWith("x-amz-") && !hash && !signed.contains(name)) {
        throw new AwsException(
            CommonError.UNSIGNED_HEADER, "The header " + name + " is not signed.");
      }
    }
  }

  private static void requireSignature(
      Request request, Authorization authorization, SignedPayload payload, SigningKey key) {
    CanonicalRequest canonical =
        CanonicalRequest.of(
            authorization.scope().service(),
            request.method(),
            request.rawPath(),
            request.rawQuery(),
            authorization.signedHeaders(),
            request::headers);
    String time = authorization.time().text();
    if (payload.signed().stream()
        .map(hash -> canonical.signature(key, time, hash))
        .noneMatch(expected -> SigningKey.same(expected, authorization.signature()))) {
      throw new AwsException(
          CommonError.WRONG_SIGNATURE,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your secret access key and signing method.");
    }
  }
}
