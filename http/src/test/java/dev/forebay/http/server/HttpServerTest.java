package dev.forebay.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class HttpServerTest {
  private static final ErrorMapper JSON = new JsonErrors();
  private static final ErrorMapper APPLICATION =
      error -> Response.json(error.code().httpStatus(), utf8("{\"error\":\"own words\"}"));

  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onPort(0),
          List.of(
              new Route("GET", "/echo/{name}", HttpServerTest::echo, JSON),
              new Route("POST", "/echo/{name}", HttpServerTest::echo, JSON),
              new Route("GET", "/refused", _ -> refuse(), JSON),
              new Route("GET", "/application", _ -> refuse(), APPLICATION),
              new Route("GET", "/bug", _ -> List.of(Response.status(200)).get(1), JSON),
              new Route("GET", "/error", _ -> stackOverflow(0), JSON),
              new Route("GET", "/nothing", _ -> Response.status(204), JSON),
              new Route("GET", "/cached", _ -> Response.json(304, utf8("ignored")), JSON),
              new Route("GET", "/large", _ -> Response.json(200, new byte[3 << 20]), JSON),
              new Route("GET", "/part/{length}", HttpServerTest::part, JSON),
              new Route("GET", "/stream", _ -> stream(), JSON),
              new Route("GET", "/headers", _ -> headers(), JSON)));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64 << 10, (64 << 10) + 1, 200_000})
  void answer_thatIsAPartOfItsBytes_isThatPart(int length) throws Exception {
    HttpResponse<String> response = send(request("/part/" + length).build());

    assertThat(response.body()).isEqualTo("x".repeat(length));
    assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(length);
  }

  private static Response part(Request request) {
    int length = Integer.parseInt(request.pathParameter("length"));
    byte[] bytes = utf8("[" + "x".repeat(length) + "]");
    return new Response(200, List.of(), new Response.Body.Bytes(bytes, 1, length));
  }

  @Test
  void request_isDecodedForTheHandler() throws Exception {
    HttpRequest request =
        request("/echo/w%C3%B6r%2Fld?a=1+2&b=%3D&a")
            .header("X-Test", "one")
            .header("X-Test", "two")
            .POST(BodyPublishers.ofString("bödy"))
            .build();
    assertThat(send(request).body())
        .isEqualTo(
            """
            POST /echo/wör/ld
            {name=wör/ld}
            a=1+2&b=%3D&a
            [a:1 2][b:=][a:]
            one
            [one, two]
            127.0.0.1
            bödy
            """);
  }

  @Test
  void head_ofAKnownRoute_hasTheHeadersOfGetAndNoBody() throws Exception {
    HttpResponse<String> get = send(request("/echo/x").build());
    HttpResponse<String> head = send(request("/echo/x").HEAD().build());
    assertThat(head.body()).isEmpty();
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-type"))
        .isEqualTo(get.headers().firstValue("content-type"));
    // The echo names the method, which is a letter longer.
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(get.body().length() + 1);
  }

  @Test
  void head_ofAStream_countsItsLength() throws Exception {
    HttpResponse<String> head = send(request("/stream").HEAD().build());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(200_000);
  }

  @Test
  void unknownPath_isFb103() throws Exception {
    HttpResponse<String> answer = send(request("/none").build());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":\"FB103\",\"message\":\"Nothing answers this path.\","
                + "\"details\":null,\"hint\":null}");
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("application/json; charset=utf-8");
  }

  @Test
  void wrongMethod_isFb104WithAllow() throws Exception {
    HttpResponse<String> answer = send(request("/echo/x").DELETE().build());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS, POST");
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":\"FB104\",\"message\":\"This path does not take the method DELETE.\","
                + "\"details\":null,\"hint\":\"Use one of GET, HEAD, OPTIONS, POST.\"}");
  }

  @Test
  void error_ofARoute_isWrittenByItsMapper() throws Exception {
    assertThat(send(request("/refused").build()).body())
        .isEqualTo(
            "{\"code\":\"FB402\",\"message\":\"No.\",\"details\":\"that\",\"hint\":\"do this\"}");
    HttpResponse<String> own = send(request("/application").build());
    assertThat(own.statusCode() + own.body()).isEqualTo("409{\"error\":\"own words\"}");
  }

  @Test
  void unexpectedException_isFb900WithAnIdThatTheLogHasToo() throws Exception {
    for (String path : List.of("/bug", "/error")) {
      ListAppender<ILoggingEvent> log = new ListAppender<>();
      Logger logger = (Logger) LoggerFactory.getLogger(Exchange.class);
      log.start();
      logger.addAppender(log);
      HttpResponse<String> answer = send(request(path).build());
      logger.detachAppender(log);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body())
          .matches(
              "\\{\"code\":\"FB900\",\"message\":\"Forebay failed to answer this request.\","
                  + "\"details\":\"Error id [0-9a-f]{16}\","
                  + "\"hint\":\"The server's log has the details under this id.\"}");
      String id = answer.body().replaceAll(".*Error id ([0-9a-f]{16}).*", "$1");
      assertThat(log.list)
          .singleElement()
          .matches(event -> event.getFormattedMessage().contains(id))
          .matches(event -> event.getThrowableProxy() != null);
    }
  }

  @Test
  void answer_isReadableByAnyOriginWithoutCredentials() throws Exception {
    HttpResponse<String> answer =
        send(request("/none").header("Origin", "https://app.example").build());
    assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly("*");
    assertThat(answer.headers().allValues("access-control-expose-headers")).containsExactly("*");
    assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
  }

  @Test
  void preflight_ofAKnownPath_allowsWhatItAsksFor() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/echo/x")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "apikey,authorization,prefer")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(answer.headers().firstValue("access-control-allow-methods"))
        .hasValue("GET, HEAD, OPTIONS, POST");
    assertThat(answer.headers().firstValue("access-control-allow-headers"))
        .hasValue("apikey, authorization, prefer");
    assertThat(answer.headers().firstValue("access-control-max-age")).hasValue("7200");
  }

  @Test
  void options_thatIsNoPreflight_namesTheMethods() throws Exception {
    HttpResponse<String> answer =
        send(request("/nothing").method("OPTIONS", BodyPublishers.noBody()).build());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS");
    assertThat(answer.headers().firstValue("access-control-allow-methods")).isEmpty();
  }

  @Test
  void answerWithoutBodyByStatus_hasNone() throws Exception {
    assertThat(send(request("/nothing").build()).statusCode()).isEqualTo(204);
    HttpResponse<String> cached = send(request("/cached").build());
    assertThat(cached.statusCode() + cached.body()).isEqualTo("304");
  }

  @Test
  void answerLargerThanASlice_arrivesWhole() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(request("/large").build(), BodyHandlers.ofByteArray());
    assertThat(answer.body()).hasSize(3 << 20);
    assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(3 << 20);
  }

  @Test
  void streamedAnswer_isChunked() throws Exception {
    HttpResponse<String> answer = send(request("/stream").build());
    assertThat(answer.body()).hasSize(200_000);
    assertThat(answer.headers().firstValue("transfer-encoding")).hasValue("chunked");
  }

  @Test
  void headersOfTheListener_areNotTheHandlersToSet() throws Exception {
    HttpResponse<String> answer = send(request("/headers").build());
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(answer.headers().allValues("content-length")).containsExactly("2");
    assertThat(answer.headers().allValues("x-twice")).containsExactly("1", "2");
    assertThat(answer.headers().firstValue("connection")).isEmpty();
  }

  @Test
  void start_leavesDeserializationToTheProcess() {
    assertThat(ObjectInputFilter.Config.getSerialFilter()).isNull();
  }

  @Test
  void start_onAnUnknownHost_isFb801() {
    HttpSettings d = HttpSettings.onPort(0);
    HttpSettings unknown =
        new HttpSettings(
            "no such host",
            0,
            d.bodyLimit(),
            d.urlLimit(),
            d.maxConnections(),
            d.maxRequests(),
            d.idleTimeout(),
            d.clientTimeout(),
            d.drainTimeout());
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> HttpServer.start(unknown, List.of()))
        .withMessageContaining("no such host")
        .matches(e -> e.code() == ErrorCode.INVALID_CONFIG);
  }

  @Test
  void start_onATakenPort_isFb802ThatNamesPortAndFlag() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> HttpServer.start(HttpSettings.onPort(server.port()), List.of()))
        .withMessageContaining(String.valueOf(server.port()))
        .matches(e -> e.code() == ErrorCode.PORT_IN_USE)
        .matches(e -> String.valueOf(e.hint()).contains("--port"));
  }

  private static Response echo(Request request) {
    StringBuilder query = new StringBuilder();
    request.query().forEach(p -> query.append("[%s:%s]".formatted(p.name(), p.value())));
    String text =
        """
        %s %s
        %s
        %s
        %s
        %s
        %s
        %s
        %s
        """
            .formatted(
                request.method(),
                request.path(),
                request.pathParameters(),
                request.rawQuery(),
                query,
                request.header("x-test").orElse("none"),
                request.headers().get("x-test"),
                request.remoteAddress(),
                new String(request.body(), StandardCharsets.UTF_8));
    return Response.of(200, "text/plain; charset=utf-8", utf8(text));
  }

  private static Response headers() {
    return Response.json(200, utf8("{}"))
        .with("Content-Length", "7")
        .with("Transfer-Encoding", "chunked")
        .with("Connection", "close")
        .with("X-Twice", "1")
        .with("X-Twice", "2");
  }

  private static Response stream() {
    return Response.stream(
        200,
        "text/plain",
        out -> {
          for (int i = 0; i < 1000; i++) {
            out.write(new byte[200]);
          }
        });
  }

  private static Response refuse() {
    throw new ForebayException(ErrorCode.UNIQUE_VIOLATION, "No.", "that", "do this", null);
  }

  private static Response stackOverflow(int depth) {
    return depth < 0 ? Response.status(200) : stackOverflow(depth + 1).with("X", "y");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
