package dev.forebay.client.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.client.ForebayClientException;
import dev.forebay.client.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteAnswerTest {
  @Test
  void of_aRoute_answersItsBodyAsJson() {
    var response = RouteAnswer.of(event("5", ""), r -> RouteAnswer.ok(Json.object().put("a", 1)));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isEqualTo("{\"a\":1}");
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/json; charset=utf-8");
  }

  @Test
  void of_aTransientError_is503WithRetryAfter() {
    var response = failing(new ForebayClientException(503, "FB501", "m", null, null));

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getHeaders()).containsEntry("Retry-After", "1");
    assertThat(response.getBody()).isEqualTo("{\"error\":\"The service is busy, try again\"}");
  }

  @Test
  void of_anotherError_passesItThrough() {
    var bug = new ForebayClientException(404, "FB201", "no such table", null, null);

    assertThatThrownBy(() -> failing(bug)).isSameAs(bug);
  }

  @Test
  void id_thatIsNoNumberOrTooLong_isRefused() {
    String refused = "400 {\"error\":\"id must be a whole number of at most 18 digits\"}";
    for (String id : List.of("", "abc", "1 OR 1=1", "-1", "\u0661", "1".repeat(19))) {
      assertThat(answer(id)).as(id).isEqualTo(refused);
    }
  }

  @Test
  void id_ofEighteenDigits_isTaken() {
    assertThat(answer("9".repeat(18))).isEqualTo("200 {\"id\":" + "9".repeat(18) + "}");
  }

  @Test
  void body_inBase64_isDecoded() {
    var event =
        event(
            "1", Base64.getEncoder().encodeToString("{\"b\":1}".getBytes(StandardCharsets.UTF_8)));
    event.setIsBase64Encoded(true);

    var response = RouteAnswer.of(event, r -> RouteAnswer.ok(r.body().asObject()));

    assertThat(response.getBody()).isEqualTo("{\"b\":1}");
  }

  @Test
  void body_thatIsNotUtf8_isRefused() {
    var event = event("1", Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xE9, '"'}));
    event.setIsBase64Encoded(true);

    var response = RouteAnswer.of(event, r -> RouteAnswer.ok(r.body().asObject()));

    assertThat(response.getBody()).isEqualTo("{\"error\":\"The body is not UTF-8\"}");
  }

  @Test
  void body_thatIsNotJson_isRefusedWithItsPlace() {
    assertThat(bodyError("")).contains("The body is empty");
    assertThat(bodyError("{\"a\":1,}")).contains("The body is not valid JSON (line 1, column 8)");
    assertThat(bodyError("{\"a\":1} x")).contains("not valid JSON");
    assertThat(bodyError("{\"a\":1,\"a\":2}")).contains("not valid JSON");
    assertThat(bodyError("[".repeat(100_000))).contains("not valid JSON");
  }

  private static APIGatewayV2HTTPResponse failing(RuntimeException error) {
    return RouteAnswer.of(
        event("1", ""),
        request -> {
          throw error;
        });
  }

  private static String answer(String id) {
    var response =
        RouteAnswer.of(event(id, ""), r -> RouteAnswer.ok(Json.object().put("id", r.id("id"))));
    return response.getStatusCode() + " " + response.getBody();
  }

  private static String bodyError(String body) {
    var response =
        RouteAnswer.of(event("1", body), r -> RouteAnswer.ok(Json.object().set("b", r.body())));
    assertThat(response.getStatusCode()).isEqualTo(400);
    return response.getBody();
  }

  private static APIGatewayV2HTTPEvent event(String id, String body) {
    return APIGatewayV2HTTPEvent.builder()
        .withPathParameters(Map.of("id", id))
        .withBody(body)
        .build();
  }
}
