package dev.forebay.apps.customers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.Json;
import dev.forebay.client.route.RouteAnswer;
import dev.forebay.client.route.RouteRequest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /read/{id}}: the columns in their order, dates as SQL writes them: {@code {"customer":
 * [1, "Alice Johnson", "alice@example.com", null, "2024-01-15 10:30:00", "2024-01-15 10:30:00"]}}.
 */
public final class ReadCustomer
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final int DATE_LENGTH = "2024-01-15 10:30:00".length();

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(Customers.of(context), request));
  }

  private static RouteAnswer answer(Customers customers, RouteRequest request) {
    ObjectNode customer = customers.read(request.id("id"));
    ArrayNode columns = Json.array();
    for (String column : List.of("id", "name", "email", "phone")) {
      columns.add(customer.get(column));
    }
    columns.add(date(customer.get("created_at"))).add(date(customer.get("updated_at")));
    return RouteAnswer.ok(Json.object().set("customer", columns));
  }

  /** The data API writes ISO 8601: {@code 2024-01-15T10:30:00}. */
  private static String date(JsonNode value) {
    return value.stringValue().substring(0, DATE_LENGTH).replace('T', ' ');
  }
}
