package dev.forebay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
  @Test
  void get_knownPath_isAnswered() throws Exception {
    Route route =
        new Route(
            "GET",
            "/hello/{name}",
            request ->
                Response.of(
                    200,
                    "text/plain",
                    request.pathParameter("name").getBytes(StandardCharsets.UTF_8)),
            new JsonErrors());
    try (HttpServer server = HttpServer.start(HttpSettings.onPort(0), List.of(route));
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/hello/w%C3%B6rld");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("wörld");
    }
  }
}
