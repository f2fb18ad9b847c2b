package dev.forebay.apps.customers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.Json;
import dev.forebay.client.route.RouteAnswer;
import dev.forebay.client.route.RouteRequest;

/** {@code POST /create}: 201 {@code {"message": "Customer created", "id": 4}}. */
public final class CreateCustomer
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(Customers.of(context), request));
  }

  private static RouteAnswer answer(Customers customers, RouteRequest request) {
    long id = customers.create(CustomerBody.forCreate(request.body()));
    return RouteAnswer.created(Json.object().put("message", "Customer created").put("id", id));
  }
}
