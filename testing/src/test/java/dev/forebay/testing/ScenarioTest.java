package dev.forebay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScenarioTest {
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onPort(0),
          List.of(new Route("*", "/echo", ScenarioTest::echo, new JsonErrors())));
  private final TestClient client = TestClient.of(server.port());
  private final Scenario echo =
      Scenario.of("echo", "POST /echo?a=b")
          .with("X-Key", "k")
          .sending("body")
          .expectHeader("X-Method", "POST");

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void run_answerAsExpected_passes() {
    echo.expect(201, "a=b k body").run(client);
  }

  @Test
  void run_otherStatusBodyOrHeader_failsAndNamesTheRow() {
    for (Scenario wrong :
        List.of(
            echo.expect(200, "a=b k body"),
            echo.expect(201, "a=b k"),
            echo.expect(201, "a=b k body").expectHeader("X-Method", "GET"),
            echo.expect(201, "a=b k body").expectHeader("X-None", "x"))) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> wrong.run(client))
          .withMessageContaining("echo: POST /echo?a=b");
    }
  }

  @Test
  void withKey_sendsItAsTheSupabaseClientsDo() {
    assertThat(client.withKey("k1").get("/echo").headers().firstValue("x-authorization"))
        .hasValue("Bearer k1");
  }

  private static Response echo(Request request) {
    String text =
        "%s %s %s"
            .formatted(
                request.rawQuery(),
                request.header("x-key").orElse("-"),
                new String(request.body(), StandardCharsets.UTF_8));
    return Response.of(201, "text/plain", text.getBytes(StandardCharsets.UTF_8))
        .with("X-Method", request.method())
        .with("X-Authorization", request.header("authorization").orElse("-"));
  }
}
