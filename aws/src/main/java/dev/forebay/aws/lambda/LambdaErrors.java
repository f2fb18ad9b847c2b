package dev.forebay.aws.lambda;

import dev.forebay.aws.CommonErrors;
import dev.forebay.aws.protocol.AwsError;
import dev.forebay.aws.protocol.AwsException;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Map;

/**
 * The errors of Lambda's API.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">
 *     Errors of Invoke</a>
 */
final class LambdaErrors {
  private static final Map<String, String> USER = Map.of("Type", "User");

  private LambdaErrors() {}

  static AwsException notFound(String message) {
    return of(404, "ResourceNotFoundException", message);
  }

  static AwsException invalid(String message) {
    return of(400, "InvalidParameterValueException", message);
  }

  static AwsException unreadable() {
    return of(
        400,
        "InvalidRequestContentException",
        "Could not parse request body into json: it is not one JSON value.");
  }

  static AwsException tooLarge(String message) {
    return of(413, "RequestTooLargeException", message);
  }

  /** What an error of Forebay is for Lambda's clients. */
  static AwsException of(ForebayException e) {
    String message = CommonErrors.message(e);
    return switch (e.code()) {
      case NO_SUCH_FUNCTION -> notFound(message);
      case BODY_TOO_LARGE -> tooLarge(message);
      case TOO_MANY_INVOCATIONS ->
          new AwsException(
              new AwsError.Named(429, "TooManyRequestsException"),
              message,
              Map.of("Type", "User", "Reason", "ConcurrentInvocationLimitExceeded"));
      default -> other(e.code(), message);
    };
  }

  private static AwsException other(ErrorCode code, String message) {
    return code.httpStatus() < 500
        ? of(400, "InvalidRequestContentException", message)
        : new AwsException(
            new AwsError.Named(code.httpStatus() == 503 ? 503 : 500, "ServiceException"),
            message,
            Map.of("Type", "Service"));
  }

  private static AwsException of(int status, String code, String message) {
    return new AwsException(new AwsError.Named(status, code), message, USER);
  }
}
