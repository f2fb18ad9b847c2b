package dev.forebay.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.config.DataSize;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.RequestHead;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EdgeTest {
  private static final ErrorMapper OWN_WORDS =
      error -> text(error.code().httpStatus(), "edge: " + error.code().code());

  private final HttpServer server =
      HttpServer.start(
          HttpTestSettings.with(new DataSize(1000)),
          List.of(EdgeTest::claim),
          List.of(
              new Route("GET", "/path", _ -> text(200, "route"), new JsonErrors()),
              new Route("POST", "/path", _ -> text(200, "route"), new JsonErrors())),
          new SimpleMeterRegistry());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void edge_requestOfItsOwn_isAnsweredAheadOfTheRoute() throws Exception {
    assertThat(answer("GET /path HTTP/1.1\nHost: a\n\n")).endsWith("route");
    assertThat(answer("GET /path HTTP/1.1\nHost: a\nX-Own: yes\n\n")).endsWith("edge /path");
  }

  @Test
  void edge_rawPath_isAsItWasSent() throws Exception {
    assertThat(answer("GET /a%2fb//%C3%A9 HTTP/1.1\nHost: a\nX-Own: yes\n\n"))
        .endsWith("edge /a%2fb//%C3%A9");
  }

  @Test
  void edge_bodyOverTheLimit_isToldInItsOwnWords() throws Exception {
    assertThat(answer("POST /x HTTP/1.1\nHost: a\nX-Own: yes\nContent-Length: 1001\n\n"))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("edge: FB102");
  }

  @Test
  void contentEncoding_isTheEdgesConcern_andRefusedByRoutes() throws Exception {
    String body = "\nContent-Encoding: aws-chunked\nContent-Length: 2\n\nab";

    assertThat(answer("POST /path HTTP/1.1\nHost: a\nX-Own: yes" + body)).endsWith("edge /path ab");
    assertThat(answer("POST /path HTTP/1.1\nHost: a" + body)).startsWith("HTTP/1.1 415 ");
  }

  private static Optional<Route> claim(RequestHead head) {
    return head.header("x-own").isPresent()
        ? Optional.of(new Route("*", "/", EdgeTest::echo, OWN_WORDS))
        : Optional.empty();
  }

  private static Response echo(Request request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return text(200, ("edge " + request.rawPath() + " " + body).strip());
  }

  private static Response text(int status, String text) {
    return Response.of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private String answer(String request) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send(request);
      return client.readAnswer();
    }
  }
}
