package dev.forebay.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import java.util.UUID;

/**
 * Lambda's Invoke over HTTP. The header {@code X-Amz-Invocation-Type} says whether to wait for the
 * result ({@code RequestResponse}, which it is by default) or to put the event into the queue
 * ({@code Event}). A handler's error is a 200 with the header {@code X-Amz-Function-Error} and the
 * error as its body, as Lambda has it.
 */
record InvocationRoute(Functions functions) {
  Response invoke(Request request) {
    String function = request.pathParameter("name");
    String type = request.header("x-amz-invocation-type").orElse("RequestResponse");
    return switch (type) {
      case "RequestResponse" -> await(function, request.body());
      case "Event" -> enqueue(function, request.body());
      default ->
          throw new ForebayException(
              ErrorCode.MALFORMED_REQUEST,
              "X-Amz-Invocation-Type is neither RequestResponse nor Event");
    };
  }

  private Response await(String function, byte[] event) {
    return switch (functions.invoke(function, event)) {
      case Success success -> Response.of(200, "application/json", success.payload());
      case Failure failure ->
          Response.of(200, "application/json", failure.error().toJson().getBytes(UTF_8))
              .with("X-Amz-Function-Error", "Unhandled");
    };
  }

  private Response enqueue(String function, byte[] event) {
    String eventId = UUID.randomUUID().toString();
    functions.enqueue(function, eventId, event);
    return Response.status(202).with("X-Amz-Request-Id", eventId);
  }
}
