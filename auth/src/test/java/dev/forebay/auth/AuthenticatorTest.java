package dev.forebay.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
final class AuthenticatorTest {
  private static final ApiKeys KEYS =
      ApiKeys.of("fb_secret_0123456789abcdef", "fb_publishable_0123456789abcdef");
  private static final String SECRET = KEYS.secretKey().value();
  private static final String PUBLISHABLE = KEYS.publishableKey();
  private static final String HINT =
      "\"details\":null,\"hint\":\"Send a key of this application in the header apikey, or as"
          + " Authorization: Bearer; run.json in its data folder has both.\"}";
  private static final String MISSING =
      "{\"code\":\"FB301\",\"message\":\"This needs an API key.\"," + HINT;
  private static final String UNKNOWN =
      "{\"code\":\"FB301\",\"message\":\"The API key is not known here.\"," + HINT;

  private final Authenticator authenticator = new Authenticator(KEYS);
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onPort(0),
          List.of(new Route("GET", "/who", this::answerWho, new JsonErrors())));
  private final TestClient client = TestClient.of(server.port());

  @BeforeAll
  void serverListens() {
    assertThat(server.port()).isPositive();
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  static List<Scenario> scenarios() {
    return List.of(
        who("secret key as apikey").with("apikey", SECRET).expect(200, "SERVICE"),
        who("secret key as bearer")
            .with("Authorization", "Bearer " + SECRET)
            .expect(200, "SERVICE"),
        who("scheme in lower case")
            .with("Authorization", "bearer " + SECRET)
            .expect(200, "SERVICE"),
        who("header name in capitals").with("APIKEY", SECRET).expect(200, "SERVICE"),
        who("publishable key as apikey").with("apikey", PUBLISHABLE).expect(200, "ANONYMOUS"),
        who("one key in both headers")
            .with("apikey", PUBLISHABLE)
            .with("Authorization", "Bearer " + PUBLISHABLE)
            .expect(200, "ANONYMOUS"),
        who("two keys, the bearer decides")
            .with("apikey", PUBLISHABLE)
            .with("Authorization", "Bearer " + SECRET)
            .expect(200, "SERVICE"),
        who("another scheme leaves it to apikey")
            .with("apikey", SECRET)
            .with("Authorization", "Basic dXNlcjpwYXNz")
            .expect(200, "SERVICE"),
        who("an unknown bearer beside a known apikey")
            .with("apikey", SECRET)
            .with("Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x")
            .expect(401, UNKNOWN)
            .expectHeader("WWW-Authenticate", "Bearer"),
        who("no key").expect(401, MISSING).expectHeader("WWW-Authenticate", "Bearer"),
        who("another scheme alone").with("Authorization", "Basic dTpw").expect(401, MISSING),
        who("an unknown key").with("apikey", "fb_secret_guess").expect(401, UNKNOWN),
        who("a prefix of the key").with("apikey", SECRET.substring(0, 20)).expect(401, UNKNOWN),
        who("the key and more").with("apikey", SECRET + "x").expect(401, UNKNOWN),
        who("an empty key").with("apikey", "").expect(401, UNKNOWN),
        who("an empty bearer").with("Authorization", "Bearer ").expect(401, MISSING));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void authenticate_headers_giveTheRoleOrFb301(Scenario scenario) {
    scenario.run(client);
  }

  private static Scenario who(String name) {
    return Scenario.of(name, "GET /who");
  }

  private Response answerWho(Request request) {
    String role = authenticator.authenticate(request).role().name();
    return Response.of(200, "text/plain", role.getBytes(StandardCharsets.UTF_8));
  }
}
