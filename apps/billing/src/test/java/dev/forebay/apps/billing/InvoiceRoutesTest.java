package dev.forebay.apps.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.forebay.testing.ScriptedServer;
import dev.forebay.testing.ScriptedServer.Answer;
import dev.forebay.testing.ScriptedServer.Asked;
import dev.forebay.testing.TestContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.time.DateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvoiceRoutesTest {
  private static final String STORED =
      """
      {"id":7,"customer_id":1,"amount":10.00,"status":"paid","due_date":"2024-03-01",\
      "created_at":"2024-01-31T10:00:00","source_bucket":"usage","source_key":"a.csv"\
      """;
  private static final String ROW = "[" + STORED + ",\"source_etag\":\"e\",\"source_hash\":\"h\"}]";
  private static final String SHOWN = STORED + "}";

  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final ScriptedServer forebay =
      ScriptedServer.start(asked -> answers.getOrDefault(asked.line(), Answer.of(200, "[]")));

  @AfterEach
  void close() {
    forebay.close();
  }

  @Test
  void read_anInvoice_tellsItsSource() {
    answers.put(
        "GET /rest/v1/invoices?id=eq.7",
        new Answer(200, Map.of("Cache-Status", "Forebay; hit"), ROW));

    assertThat(answerOf(new ReadInvoice(), "7"))
        .isEqualTo("200 {\"source\":\"cache\",\"invoice\":" + SHOWN + "}");
  }

  @Test
  void read_ofNoInvoice_is404AndOfNoId400() {
    assertThat(answerOf(new ReadInvoice(), "8")).isEqualTo("404 {\"error\":\"Not found\"}");
    assertThat(answerOf(new ReadInvoice(), "7;DROP TABLE invoices"))
        .isEqualTo("400 {\"error\":\"id must be a whole number of at most 18 digits\"}");
  }

  @Test
  void pay_anUnpaidInvoice_updatesItOnCondition() {
    answers.put("PATCH /rest/v1/invoices?id=eq.7&status=in.(pending,overdue)", Answer.of(200, ROW));

    assertThat(answerOf(new PayInvoice(), "7"))
        .isEqualTo("200 {\"message\":\"Invoice paid\",\"invoice\":" + SHOWN + "}");
  }

  @Test
  void pay_aPaidInvoice_is409AndNoInvoice404() {
    answers.put("GET /rest/v1/invoices?id=eq.7", Answer.of(200, ROW));

    assertThat(answerOf(new PayInvoice(), "7")).isEqualTo("409 {\"error\":\"Already paid\"}");
    assertThat(answerOf(new PayInvoice(), "8")).isEqualTo("404 {\"error\":\"Not found\"}");
    assertThat(answerOf(new PayInvoice(), "x")).startsWith("400 ");
  }

  @Test
  void listOverdue_givesTheViewPageByPage() {
    String page = "/rest/v1/overdue_totals?order=customer_id&limit=500";
    answers.put("GET " + page, Answer.of(200, "[{\"customer_id\":2,\"total_due\":45.50}]"));
    answers.put(
        "GET " + page + "&customer_id=gt.2",
        Answer.of(200, "[{\"customer_id\":3,\"total_due\":0.10}]"));

    assertThat(answerOf(new ListOverdue(), ""))
        .isEqualTo(
            "200 {\"overdue\":[{\"customer_id\":2,\"total_due\":45.50},"
                + "{\"customer_id\":3,\"total_due\":0.10}]}");
  }

  @Test
  void markOverdue_goesByPrimaryKeyAndAsksForTheStatusAgain() {
    String due = "/rest/v1/invoices?status=eq.pending&due_date=lt.2024-03-02";
    String first = due + "&select=id&order=id&limit=500";
    answers.put("GET " + first, Answer.of(200, "[{\"id\":3},{\"id\":7}]"));
    answers.put("PATCH " + due + "&id=in.(3,7)", Answer.of(200, "[{\"id\":3},{\"id\":7}]"));
    answers.put("GET " + first + "&id=gt.7", Answer.of(200, "[{\"id\":9}]"));

    assertThat(markOverdue("2024-03-02T02:00:00Z")).isEqualTo("overdue: 2");
    assertThat(forebay.asked())
        .extracting(Asked::method)
        .containsExactly("GET", "PATCH", "GET", "PATCH", "GET");
    assertThat(forebay.asked().get(1).body()).isEqualTo("{\"status\":\"overdue\"}");
  }

  private String markOverdue(String time) {
    var event = new ScheduledEvent();
    event.setTime(DateTime.parse(time));
    return new MarkOverdue().handleRequest(event, context());
  }

  private String answerOf(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler, String id) {
    var event = APIGatewayV2HTTPEvent.builder().withPathParameters(Map.of("id", id)).build();
    var response = handler.handleRequest(event, context());
    return response.getStatusCode() + " " + response.getBody();
  }

  private TestContext context() {
    return new TestContext(Map.of("FOREBAY_URL", forebay.url(), "FOREBAY_SECRET_KEY", "sk"));
  }
}
