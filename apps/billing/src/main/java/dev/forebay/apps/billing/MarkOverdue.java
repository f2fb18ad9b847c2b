package dev.forebay.apps.billing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.Json;
import dev.forebay.client.TableQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks pending invoices overdue whose due date is before the day of the event, in UTC. Answers
 * with how many there were. It goes through them by primary key, in steps; running twice, or while
 * invoices are paid, does no harm, because each update asks for the status again.
 */
public final class MarkOverdue implements RequestHandler<ScheduledEvent, String> {
  private static final int PAGE = 500;

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    Instant time = Instant.ofEpochMilli(event.getTime().getMillis());
    return "overdue: "
        + mark(ForebayClient.from(context), LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  private static int mark(ForebayClient forebay, LocalDate day) {
    TableQuery due = forebay.table("invoices").eq("status", "pending").lt("due_date", day);
    TableQuery query = due.select("id").order("id").limit(PAGE);
    int marked = 0;
    List<Long> page = ids(query);
    while (!page.isEmpty()) {
      marked += due.in("id", page).update(Json.object().put("status", "overdue")).rows().size();
      page = ids(query.gt("id", page.getLast()));
    }
    return marked;
  }

  private static List<Long> ids(TableQuery query) {
    return query.get().rows().stream().map((ObjectNode row) -> row.get("id").longValue()).toList();
  }
}
