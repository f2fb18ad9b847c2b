package dev.forebay.apps.customers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.Json;
import dev.forebay.client.route.RouteAnswer;
import dev.forebay.client.route.RouteRequest;

/** {@code DELETE /delete/{id}}: {@code {"message": "Customer deleted"}}. */
public final class DeleteCustomer
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(Customers.of(context), request));
  }

  private static RouteAnswer answer(Customers customers, RouteRequest request) {
    customers.delete(request.id("id"));
    return RouteAnswer.ok(Json.object().put("message", "Customer deleted"));
  }
}
