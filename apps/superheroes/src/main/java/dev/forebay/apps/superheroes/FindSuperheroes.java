package dev.forebay.apps.superheroes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.Json;
import dev.forebay.client.Rows;
import dev.forebay.client.route.RouteAnswer;
import dev.forebay.client.route.RouteException;
import dev.forebay.client.route.RouteRequest;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /superheroes?xp=150}: {@code {"source": "cache" | "database", "superheroes": […]}}.
 * Lazy loading is the data API's: Redis first, on a miss the database, then Redis.
 */
public final class FindSuperheroes
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(ForebayClient.from(context), request));
  }

  private static RouteAnswer answer(ForebayClient forebay, RouteRequest request) {
    Rows rows = forebay.table("superheroes").eq("xp", xp(request)).get();
    ObjectNode body = Json.object().put("source", rows.source().toString());
    body.putArray("superheroes").addAll(rows.rows());
    return RouteAnswer.ok(body);
  }

  private static int xp(RouteRequest request) {
    String text = request.query("xp").orElseThrow(() -> RouteException.badRequest("xp is missing"));
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
      throw RouteException.badRequest("xp must be a whole number from 0 to 2147483647");
    }
    return Integer.parseInt(text);
  }
}
