package dev.forebay.aws.protocol;

/**
 * The errors that every service may answer with, under the code that each protocol has for them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's codes</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">codes of the
 *     query protocol</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html">codes in JSON</a>
 */
public enum CommonError implements AwsError {
  /** The request says nothing of who signed it. */
  UNSIGNED(
      403, "AccessDenied", "MissingAuthenticationToken", "MissingAuthenticationTokenException"),
  /** What the request says of its signature cannot be read. */
  MALFORMED_SIGNATURE(
      400, "AuthorizationHeaderMalformed", "IncompleteSignature", "IncompleteSignatureException"),
  /** The time of the signature, or its validity, cannot be read or is too long. */
  MALFORMED_TIME(403, "AccessDenied", "IncompleteSignature", "IncompleteSignatureException"),
  /** Nobody here has the access key. */
  UNKNOWN_KEY(403, "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"),
  /** The session token is not one of the access key's. */
  UNKNOWN_TOKEN(403, "InvalidToken", "InvalidClientTokenId", "UnrecognizedClientException"),
  /** The signature is for another region. */
  WRONG_SCOPE(
      400, "AuthorizationHeaderMalformed", "SignatureDoesNotMatch", "InvalidSignatureException"),
  /** The signature is not what the secret key makes of this request. */
  WRONG_SIGNATURE(
      403, "SignatureDoesNotMatch", "SignatureDoesNotMatch", "InvalidSignatureException"),
  /** The request was signed too long ago, or by a clock that is ahead. */
  SKEWED(403, "RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException"),
  /** A presigned URL's time is over, or not there yet. */
  EXPIRED(403, "AccessDenied", "RequestExpired", "InvalidSignatureException"),
  /** A header that has to be signed is not. */
  UNSIGNED_HEADER(403, "AccessDenied", "SignatureDoesNotMatch", "InvalidSignatureException"),
  /** The body is not the one that was signed. */
  WRONG_BODY(
      400, "XAmzContentSHA256Mismatch", "SignatureDoesNotMatch", "InvalidSignatureException"),
  /** The body ended before it was complete. */
  INCOMPLETE_BODY(400, "IncompleteBody", "ValidationError", "ValidationException"),
  /** The request does not say how long its decoded body is. */
  MISSING_LENGTH(411, "MissingContentLength", "ValidationError", "ValidationException"),
  /** A part of the request cannot be read. */
  INVALID_REQUEST(400, "InvalidRequest", "ValidationError", "ValidationException"),
  /** A header or parameter has a value that cannot be taken. */
  INVALID_ARGUMENT(400, "InvalidArgument", "ValidationError", "ValidationException"),
  /** The body is larger than the limit. */
  TOO_LARGE(413, "EntityTooLarge", "RequestEntityTooLarge", "RequestEntityTooLargeException"),
  /** The service or the operation is not here. */
  UNKNOWN_OPERATION(400, "NotImplemented", "InvalidAction", "UnknownOperationException"),
  /** The same, of S3, whose clients know it by its status. */
  NOT_IMPLEMENTED(501, "NotImplemented", "InvalidAction", "UnknownOperationException"),
  /** Try again later. */
  UNAVAILABLE(503, "ServiceUnavailable", "ServiceUnavailable", "ServiceUnavailableException"),
  /** A bug in Forebay. */
  INTERNAL(500, "InternalError", "InternalFailure", "InternalFailure");

  private final int status;
  private final String restXml;
  private final String query;
  private final String json;

  CommonError(int status, String restXml, String query, String json) {
    this.status = status;
    this.restXml = restXml;
    this.query = query;
    this.json = json;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String code(AwsProtocol protocol) {
    return switch (protocol) {
      case REST_XML -> restXml;
      case QUERY, EC2 -> query;
      case REST_JSON, AWS_JSON, CBOR -> json;
    };
  }
}
