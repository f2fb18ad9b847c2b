package dev.forebay.apps.superheroes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.Json;
import dev.forebay.client.route.BodyFields;
import dev.forebay.client.route.RouteAnswer;
import dev.forebay.client.route.RouteException;
import dev.forebay.client.route.RouteRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /superheroes} with one hero or a list of them, {@code {"name": …, "hero": …, "power":
 * …, "xp": 150, "color": …}}: 201 {@code {"superheroes": […]}} with their ids. All are added or
 * none. Once it has answered, no read of their xp is without them: the data API writes through.
 */
public final class AddSuperheroes
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final int MOST = 1000;

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(ForebayClient.from(context), request));
  }

  private static RouteAnswer answer(ForebayClient forebay, RouteRequest request) {
    List<ObjectNode> heroes = heroes(request.body());
    ObjectNode body = Json.object();
    body.putArray("superheroes").addAll(forebay.table("superheroes").insert(heroes).rows());
    return RouteAnswer.created(body);
  }

  private static List<ObjectNode> heroes(JsonNode body) {
    if (!body.isArray()) {
      return List.of(hero(body, ""));
    }
    if (body.isEmpty() || body.size() > MOST) {
      throw RouteException.badRequest("a list has 1 to " + MOST + " superheroes");
    }
    List<ObjectNode> heroes = new ArrayList<>();
    for (JsonNode hero : body) {
      heroes.add(hero(hero, "superhero " + (heroes.size() + 1) + ": "));
    }
    return heroes;
  }

  private static ObjectNode hero(JsonNode value, String prefix) {
    BodyFields fields = BodyFields.of(value, prefix, "name", "hero", "power", "xp", "color");
    return Json.object()
        .put("name", fields.text("name", 100))
        .put("hero", fields.text("hero", 100))
        .put("power", fields.text("power", 200))
        .put("xp", fields.wholeNumber("xp", Integer.MAX_VALUE))
        .put("color", fields.text("color", 40));
  }
}
