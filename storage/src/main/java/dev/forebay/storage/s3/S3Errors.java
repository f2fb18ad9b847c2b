package dev.forebay.storage.s3;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The errors of the S3 protocol, as the exceptions that become its XML error documents.
 *
 * <p>Source: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 * responses</a>. The SDKs try 500 and 503 again by themselves, and no 4xx and no 507.
 */
public final class S3Errors {
  private S3Errors() {}

  /** An error with this HTTP status, S3's code for it, and a message for people. */
  public static S3Exception of(int status, String code, String message, @Nullable Throwable cause) {
    return (S3Exception)
        S3Exception.builder()
            .message(message)
            .cause(cause)
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }

  /** 403: known, but not allowed. */
  public static S3Exception accessDenied(String message) {
    return of(403, "AccessDenied", message, null);
  }

  /** 400: a key, header or parameter that cannot be taken. */
  public static S3Exception invalidArgument(String message) {
    return of(400, "InvalidArgument", message, null);
  }

  /** 412: a condition such as If-None-Match does not hold. */
  public static S3Exception preconditionFailed() {
    return of(412, "PreconditionFailed", "The condition on the object does not hold.", null);
  }

  /** 400: the connection ended before the body did. */
  public static S3Exception incompleteBody(@Nullable Throwable cause) {
    return of(400, "IncompleteBody", "The body is shorter than its announced length.", cause);
  }

  /** 507: no room for the object. The SDKs do not try it again. */
  public static S3Exception storageFull(@Nullable Throwable cause) {
    return of(507, "InsufficientStorage", "The disk of this store is full.", cause);
  }

  /** 503: worth trying again later. */
  public static S3Exception unavailable(String message, @Nullable Throwable cause) {
    return of(503, "ServiceUnavailable", message, cause);
  }

  /** The S3 error that an exception is, or was caused by: the checks of a body fail deep inside. */
  public static Optional<AwsServiceException> in(Throwable e) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause)
        .filter(AwsServiceException.class::isInstance)
        .map(AwsServiceException.class::cast)
        .findFirst();
  }

  /** What an error of Forebay is in S3's terms. */
  public static S3Exception of(ForebayException e) {
    String message = e.getMessage() + " (" + e.code().code() + ")";
    return switch (e.code()) {
      case DATABASE_FULL, STORAGE_FULL -> of(507, "InsufficientStorage", message, e);
      case LOCK_CONFLICT, STATEMENT_TIMEOUT, COMMIT_UNKNOWN -> unavailable(message, e);
      default ->
          e.code() == ErrorCode.INTERNAL || e.code().httpStatus() != 503
              ? of(500, "InternalError", message, e)
              : unavailable(message, e);
    };
  }
}
