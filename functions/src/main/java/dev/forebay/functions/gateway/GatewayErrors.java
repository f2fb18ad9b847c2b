package dev.forebay.functions.gateway;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.Response;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors of application routes in API Gateway's words: {@code {"message": "Internal Server
 * Error"}}. What a handler said goes to the log only.
 */
final class GatewayErrors implements ErrorMapper {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Response toResponse(ForebayException error) {
    byte[] body = JSON.writeValueAsBytes(Map.of("message", message(error)));
    return Response.of(error.code().httpStatus(), "application/json", body);
  }

  private static String message(ForebayException error) {
    ErrorCode code = error.code();
    return switch (code) {
      case UNAUTHENTICATED -> "Unauthorized";
      case FORBIDDEN -> "Forbidden";
      case TOO_MANY_INVOCATIONS -> "Too Many Requests";
      case FUNCTION_TIMEOUT -> "Endpoint request timed out";
      default -> code.httpStatus() < 500 ? error.getMessage() : "Internal Server Error";
    };
  }
}
