package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;

/** Answers HTTP with AWS's event classes. */
public class Web implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(201)
        .withHeaders(Map.of("Content-Type", "text/plain", "X-Route", event.getRouteKey()))
        .withCookies(List.of("a=1", "b=2; HttpOnly"))
        .withBody(
            event.getPathParameters().get("id")
                + " "
                + event.getQueryStringParameters()
                + " "
                + event.getCookies()
                + " "
                + event.getRequestContext().getHttp().getSourceIp()
                + " "
                + event.getBody())
        .build();
  }
}
