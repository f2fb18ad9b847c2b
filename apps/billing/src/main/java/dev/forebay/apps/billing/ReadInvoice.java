package dev.forebay.apps.billing;

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

/** {@code GET /invoice/{id}}: {@code {"source": "cache" | "database", "invoice": {…}}}. */
public final class ReadInvoice
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(ForebayClient.from(context), request));
  }

  private static RouteAnswer answer(ForebayClient forebay, RouteRequest request) {
    Rows rows = forebay.table("invoices").eq("id", request.id("id")).get();
    ObjectNode invoice = rows.first().orElseThrow(RouteException::notFound);
    ObjectNode body = Json.object().put("source", rows.source().toString());
    body.set("invoice", PublicInvoice.of(invoice));
    return RouteAnswer.ok(body);
  }
}
