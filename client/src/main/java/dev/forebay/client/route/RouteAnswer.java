package dev.forebay.client.route;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.ForebayClientException;
import dev.forebay.client.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a route answers: a status and a JSON object.
 *
 * @param status the HTTP status
 * @param body the answer's body
 */
public record RouteAnswer(int status, ObjectNode body) {
  /** 200 with this body. */
  public static RouteAnswer ok(ObjectNode body) {
    return new RouteAnswer(200, body);
  }

  /** 201 with this body. */
  public static RouteAnswer created(ObjectNode body) {
    return new RouteAnswer(201, body);
  }

  /**
   * Runs a route: its answer, or the one that its error means. A {@link RouteException} is answered
   * as it says, and 503 with {@code Retry-After} where Forebay could not be reached or is busy.
   * Anything else is a failure of the function and passes through.
   */
  public static APIGatewayV2HTTPResponse of(
      APIGatewayV2HTTPEvent event, Function<RouteRequest, RouteAnswer> route) {
    try {
      return route.apply(new RouteRequest(event)).toResponse(Map.of());
    } catch (RouteException e) {
      return error(e.status(), e.getMessage()).toResponse(Map.of());
    } catch (ForebayClientException e) {
      if (!e.isTransient()) {
        throw e;
      }
      return error(503, "The service is busy, try again").toResponse(Map.of("Retry-After", "1"));
    }
  }

  private static RouteAnswer error(int status, String message) {
    return new RouteAnswer(status, Json.object().put("error", message));
  }

  private APIGatewayV2HTTPResponse toResponse(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json; charset=utf-8");
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(Json.write(body))
        .build();
  }
}
