package dev.forebay.functions.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.auth.ApiKeys;
import dev.forebay.auth.Authenticator;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.HandlerError;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.functions.source.RouteSettings;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.parts.Guard;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The functions here answer with what their route's path asks for, or with the event itself. */
class GatewayTest {
  private static final ApiKeys KEYS = ApiKeys.generate();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-01-15T10:30:00.123Z"));
  private static final String UNAVAILABLE = "{\"message\":\"Internal Server Error\"}";

  private static final List<RouteSettings> ROUTES =
      List.of(
          new RouteSettings("GET", "/echo/{id}", "echo", RouteSettings.Key.NONE),
          new RouteSettings("POST", "/echo/{id}/lines/{line}", "echo", RouteSettings.Key.NONE),
          new RouteSettings("GET", "/files/{path...}", "echo", RouteSettings.Key.NONE),
          new RouteSettings("POST", "/answer", "answer", RouteSettings.Key.NONE),
          new RouteSettings("GET", "/fail/{how}", "fail", RouteSettings.Key.NONE),
          new RouteSettings("GET", "/members", "text", RouteSettings.Key.PUBLISHABLE),
          new RouteSettings("GET", "/owners", "text", RouteSettings.Key.SECRET));

  private static HttpServer server;
  private static TestClient client;

  @BeforeAll
  static void start() {
    Gateway gateway = new Gateway(GatewayTest::invoke, CLOCK);
    server =
        HttpServer.start(
            HttpSettings.onPort(0),
            new Guard(new Authenticator(KEYS))
                .routes(ROUTES.stream().map(gateway::route).toList()));
    client = TestClient.of(server.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void event_ofAPlainGet_isAsDocumented() {
    String answer = echo(client.with("X-One", "a").with("User-Agent", "test"), "GET /echo/7");
    assertThat(answer)
        .isEqualTo(
            """
            {"version":"2.0","routeKey":"GET /echo/{id}","rawPath":"/echo/7","rawQueryString":"",\
            "headers":{"content-length":"0","host":"HOST","user-agent":"test","x-one":"a"},\
            "requestContext":{"accountId":"000000000000","apiId":"forebay",\
            "domainName":"HOST","domainPrefix":"127",\
            "http":{"method":"GET","path":"/echo/7","protocol":"HTTP/1.1",\
            "sourceIp":"127.0.0.1","userAgent":"test"},\
            "requestId":"ID","routeKey":"GET /echo/{id}","stage":"$default",\
            "time":"15/Jan/2024:10:30:00 +0000","timeEpoch":1705314600123},\
            "pathParameters":{"id":"7"},"isBase64Encoded":false}\
            """);
  }

  @Test
  void event_ofAPost_hasBodyCookiesAndQuery() {
    String answer =
        echo(
            client
                .with("User-Agent", "test")
                .with("Cookie", "a=1; b=2")
                .with("Content-Type", "application/json"),
            "POST /echo/a%20b/lines/%C3%A9?x=1&y=&x=a%2Cb&z=%26",
            "{\"é\":1}");
    assertThat(answer)
        .isEqualTo(
            """
            {"version":"2.0","routeKey":"POST /echo/{id}/lines/{line}",\
            "rawPath":"/echo/a b/lines/é","rawQueryString":"x=1&y=&x=a%2Cb&z=%26",\
            "cookies":["a=1","b=2"],\
            "headers":{"content-length":"8","content-type":"application/json","host":"HOST",\
            "user-agent":"test"},\
            "queryStringParameters":{"x":"1,a,b","y":"","z":"&"},\
            "requestContext":{"accountId":"000000000000","apiId":"forebay",\
            "domainName":"HOST","domainPrefix":"127",\
            "http":{"method":"POST","path":"/echo/a b/lines/é","protocol":"HTTP/1.1",\
            "sourceIp":"127.0.0.1","userAgent":"test"},\
            "requestId":"ID","routeKey":"POST /echo/{id}/lines/{line}","stage":"$default",\
            "time":"15/Jan/2024:10:30:00 +0000","timeEpoch":1705314600123},\
            "pathParameters":{"id":"a b","line":"é"},\
            "body":"{\\"é\\":1}","isBase64Encoded":false}\
            """);
  }

  @Test
  void event_ofAGreedyPath_hasAwsRouteKey() {
    assertThat(echo(client, "GET /files/a/b.txt"))
        .contains("\"routeKey\":\"GET /files/{path+}\"")
        .contains("\"pathParameters\":{\"path\":\"a/b.txt\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/octet-stream          | abc | "body":"YWJj","isBase64Encoded":true
          application/x-www-form-urlencoded | a=1 | "body":"YT0x","isBase64Encoded":true
          text/csv; charset=utf-8           | abc | "body":"abc","isBase64Encoded":false
          application/problem+json          | abc | "body":"abc","isBase64Encoded":false
          """)
  void body_ofAMediaType_isTextOrBase64(String type, String body, String expected) {
    assertThat(echo(client.with("Content-Type", type), "POST /echo/1/lines/1", body))
        .endsWith(expected + "}");
  }

  static Stream<Scenario> answers() {
    return Stream.of(
        answer("a whole answer", "{'statusCode':201,'body':'made','headers':{'X-A':'b'}}")
            .expect(201, "made")
            .expectHeader("X-A", "b")
            .expectHeader("Content-Type", "text/plain; charset=utf-8"),
        answer("a content type", "{'statusCode':200,'headers':{'content-type':'a/b'},'body':'x'}")
            .expect(200, "x")
            .expectHeader("Content-Type", "a/b"),
        answer("base64", "{'statusCode':'200','body':'w6k=','isBase64Encoded':true}")
            .expect(200, "é"),
        answer("no body", "{'statusCode':204}").expect(204, ""),
        answer("a null body", "{'statusCode':200,'body':null}").expect(200, ""),
        answer("cookies and numbers", "{'statusCode':200,'cookies':['a=1'],'headers':{'X':1}}")
            .expect(200, "")
            .expectHeader("Set-Cookie", "a=1")
            .expectHeader("X", "1"),
        answer(
                "the listener's headers",
                "{'statusCode':200,'headers':{'Content-Length':'99'},'body':'x'}")
            .expect(200, "x"),
        answer("JSON without a status", "{'id':7}")
            .expect(200, "{\"id\":7}")
            .expectHeader("Content-Type", "application/json"),
        answer("a JSON string", "'hello'").expect(200, "\"hello\""),
        answer("null", "null").expect(200, "null"),
        answer("not JSON", "{").expect(502, UNAVAILABLE),
        answer("nothing", "").expect(502, UNAVAILABLE),
        answer("a status that is none", "{'statusCode':999}").expect(502, UNAVAILABLE),
        answer("a status of words", "{'statusCode':'ok'}").expect(502, UNAVAILABLE),
        answer("a null status", "{'statusCode':null}").expect(502, UNAVAILABLE),
        answer("a body of an object", "{'statusCode':200,'body':{}}").expect(502, UNAVAILABLE),
        answer("a body not in base64", "{'statusCode':200,'body':'*','isBase64Encoded':true}")
            .expect(502, UNAVAILABLE),
        answer("a split header", "{'statusCode':200,'headers':{'X':'a\\r\\nB: c'}}")
            .expect(502, UNAVAILABLE),
        answer("a header's bad name", "{'statusCode':200,'headers':{'X Y':'a'}}")
            .expect(502, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void answers(Scenario scenario) {
    scenario.run(client);
  }

  static Stream<Scenario> errors() {
    return Stream.of(
        Scenario.of("a throwing handler", "GET /fail/error").expect(502, UNAVAILABLE),
        Scenario.of("a permanent error", "GET /fail/permanent").expect(502, UNAVAILABLE),
        Scenario.of("a late handler", "GET /fail/timeout")
            .expect(504, "{\"message\":\"Endpoint request timed out\"}"),
        Scenario.of("a busy function", "GET /fail/busy")
            .expect(429, "{\"message\":\"Too Many Requests\"}"),
        Scenario.of("a bug", "GET /fail/bug").expect(500, UNAVAILABLE),
        Scenario.of("no key", "GET /members").expect(401, "{\"message\":\"Unauthorized\"}"),
        Scenario.of("a wrong key", "GET /owners")
            .with("apikey", "nonsense")
            .expect(401, "{\"message\":\"Unauthorized\"}"),
        Scenario.of("too weak a key", "GET /owners")
            .with("apikey", KEYS.publishableKey())
            .expect(403, "{\"message\":\"Forbidden\"}"),
        Scenario.of("the publishable key", "GET /members")
            .with("apikey", KEYS.publishableKey())
            .expect(200, "\"text\""),
        Scenario.of("the secret key", "GET /members")
            .with("apikey", KEYS.secretKey().value())
            .expect(200, "\"text\""),
        Scenario.of("the secret key, needed", "GET /owners")
            .with("Authorization", "Bearer " + KEYS.secretKey().value())
            .expect(200, "\"text\""));
  }

  @ParameterizedTest
  @MethodSource
  void errors(Scenario scenario) {
    scenario.run(client);
  }

  private static Scenario answer(String name, String result) {
    return Scenario.of(name, "POST /answer").sending(result.replace('\'', '"'));
  }

  private static String echo(TestClient sender, String requestLine) {
    return echo(sender, requestLine, "");
  }

  private static String echo(TestClient sender, String requestLine, String body) {
    String[] parts = requestLine.split(" ", 2);
    return sender
        .send(parts[0], parts[1], body)
        .body()
        .replace("127.0.0.1:" + server.port(), "HOST")
        .replaceFirst("\"requestId\":\"[0-9a-f-]{36}\"", "\"requestId\":\"ID\"");
  }

  private static InvocationResult invoke(String function, String requestId, byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    return switch (function) {
      case "echo" -> success(text);
      case "text" -> success("\"text\"");
      case "answer" -> success(bodyOf(text));
      default -> fail(text);
    };
  }

  private static InvocationResult fail(String event) {
    if (event.contains("/fail/busy\"")) {
      throw new ForebayException(ErrorCode.TOO_MANY_INVOCATIONS, "busy");
    }
    if (event.contains("/fail/bug\"")) {
      throw new IllegalStateException("a bug");
    }
    Kind kind =
        event.contains("/fail/timeout\"")
            ? Kind.TIMEOUT
            : event.contains("/fail/permanent\"") ? Kind.PERMANENT : Kind.ERROR;
    return new Failure(kind, new HandlerError("secret", "x.Error", List.of(), null), "");
  }

  private static InvocationResult success(String text) {
    return new Success(text.getBytes(StandardCharsets.UTF_8), "");
  }

  private static String bodyOf(String event) {
    var body = JsonMapper.shared().readTree(event).get("body");
    return body == null ? "" : body.asString();
  }
}
