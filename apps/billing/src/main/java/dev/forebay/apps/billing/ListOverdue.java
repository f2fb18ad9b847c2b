package dev.forebay.apps.billing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.Json;
import dev.forebay.client.TableQuery;
import dev.forebay.client.route.RouteAnswer;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /invoices/overdue}: what each customer owes on unpaid invoices past their due date, by
 * customer: {@code {"overdue": [{"customer_id": 2, "customer_name": …, "invoices": 1, "total_due":
 * 45.50}]}}. The sums are the view {@code overdue_totals}.
 */
public final class ListOverdue
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final int PAGE = 500;

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return RouteAnswer.of(event, request -> answer(ForebayClient.from(context)));
  }

  private static RouteAnswer answer(ForebayClient forebay) {
    ObjectNode body = Json.object();
    ArrayNode overdue = body.putArray("overdue");
    TableQuery query = forebay.table("overdue_totals").order("customer_id").limit(PAGE);
    List<ObjectNode> page = query.get().rows();
    while (!page.isEmpty()) {
      overdue.addAll(page);
      page = query.gt("customer_id", page.getLast().get("customer_id").longValue()).get().rows();
    }
    return RouteAnswer.ok(body);
  }
}
