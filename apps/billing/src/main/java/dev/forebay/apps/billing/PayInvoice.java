package dev.forebay.apps.billing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.Json;
import dev.forebay.client.Rows;
import dev.forebay.client.TableQuery;
import dev.forebay.client.route.RouteAnswer;
import dev.forebay.client.route.RouteException;
import dev.forebay.client.route.RouteRequest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /invoice/{id}/pay}: {@code {"message": "Invoice paid", "invoice": {…}}}, and 409
 * where it was paid before. Of any number of payments at once exactly one succeeds: the update
 * matches only an invoice that is not paid yet.
 */
public final class PayInvoice
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(ForebayClient.from(context), request));
  }

  private static RouteAnswer answer(ForebayClient forebay, RouteRequest request) {
    TableQuery invoice = forebay.table("invoices").eq("id", request.id("id"));
    Rows paid =
        invoice
            .in("status", List.of("pending", "overdue"))
            .update(Json.object().put("status", "paid"));
    ObjectNode row = paid.first().orElseThrow(() -> notPayable(invoice));
    ObjectNode body = Json.object().put("message", "Invoice paid");
    body.set("invoice", PublicInvoice.of(row));
    return RouteAnswer.ok(body);
  }

  private static RouteException notPayable(TableQuery invoice) {
    return invoice.get().isEmpty()
        ? RouteException.notFound()
        : RouteException.conflict("Already paid");
  }
}
