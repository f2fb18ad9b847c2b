package dev.forebay.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.auth.ApiKeys;
import dev.forebay.auth.Authenticator;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.Application;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.functions.source.EventSource;
import dev.forebay.functions.source.EventSource.HttpRoute;
import dev.forebay.functions.source.EventSource.Schedule;
import dev.forebay.functions.source.EventSource.Uploads;
import dev.forebay.functions.source.RouteSettings;
import dev.forebay.functions.source.ScheduleSettings;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.jobs.JobSettings;
import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.TestClock;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.parts.Guard;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything together, with real handlers on a real database over HTTP. */
class FunctionsTest {
  private static final MeterRegistry METERS = new SimpleMeterRegistry();
  private static final ApiKeys KEYS = ApiKeys.generate();
  private static final String JAR = "application.jar";

  private static final EventSource ROUTE =
      new HttpRoute(new RouteSettings("POST", "/web/{id}", "web", RouteSettings.Key.NONE));
  private static final EventSource NIGHTLY =
      new Schedule("nightly", new ScheduleSettings("upper", "cron(0 2 * * ? *)", null));

  @TempDir static Path folder;

  private static TestDatabase test;
  private static Jobs jobs;
  private static Functions functions;
  private static HttpServer server;
  private static TestClient client;

  @BeforeAll
  static void start() {
    test = TestDatabase.create();
    OwnTables.migrate(test.database(), List.of(Jobs.TABLES));
    jobs = jobs(test.database());
    HandlerJar.write(folder, JAR);
    functions =
        open(
            jobs,
            Map.of(
                "upper", FunctionSettings.of("handlers.Upper", JAR),
                "measured", FunctionSettings.of("handlers.Upper", JAR),
                "web", FunctionSettings.of("handlers.Web", JAR),
                "failing", failing()),
            List.of(ROUTE, NIGHTLY, new Uploads("upper")));
    jobs.start();
    server =
        HttpServer.start(
            HttpSettings.onPort(0), new Guard(new Authenticator(KEYS)).routes(functions.routes()));
    client = TestClient.of(server.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    jobs.close();
    functions.close();
    test.close();
  }

  @Test
  void function_invokedByName_answers() {
    var result = functions.invoke("upper", bytes("\"abc\""));
    assertThat(((Success) result).payload()).asString().isEqualTo("\"ABC\"");
  }

  @Test
  void function_invokedByARoute_readsAndWritesAwsClasses() {
    HttpResponse<String> answer =
        client
            .with("Cookie", "session=9")
            .with("Content-Type", "text/plain")
            .send("POST", "/web/7?q=1", "hello");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("7 {q=1} [session=9] 127.0.0.1 hello");
    assertThat(answer.headers().firstValue("X-Route")).hasValue("POST /web/{id}");
    assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2; HttpOnly");
  }

  @Test
  void invocation_overHttp_answersAsLambda() {
    String path = "POST /functions/v1/upper/invocations";
    admin("a result", path).sending("\"abc\"").expect(200, "\"ABC\"").run(client);
    admin("an event", path)
        .with("X-Amz-Invocation-Type", "Event")
        .sending("\"abc\"")
        .expect(202, "")
        .run(client);
    HttpResponse<String> failed =
        client
            .withKey(KEYS.secretKey().value())
            .post("/functions/v1/failing/invocations", "\"permanent\"");
    assertThat(failed.statusCode()).isEqualTo(200);
    assertThat(failed.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    assertThat(failed.body()).startsWith("{\"errorMessage\":\"line 3: no such customer\"");
    admin("an unknown type", path)
        .with("X-Amz-Invocation-Type", "DryRun")
        .sending("{}")
        .expect(
            400,
            """
            {"code":"FB100","message":"X-Amz-Invocation-Type is neither RequestResponse nor Event",\
            "details":null,"hint":null}\
            """)
        .run(client);
    assertThat(client.post("/functions/v1/upper/invocations", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void event_thatFailsForGood_isListedReadReplayedAndDeletedOverHttp() {
    enqueue("e1", "\"permanent\"");
    DeadLetter letter = Eventually.present("a dead letter", FunctionsTest::newest);
    String summary =
        """
        "id":%d,"function":"failing","eventId":"e1","errorType":"handlers.Failing$Hopeless",\
        "errorMessage":"line 3: no such customer","attempts":1,"receivedAt":"%s","lastFailedAt":"%s",\
        "replayedAt":null\
        """
            .formatted(letter.id(), letter.receivedAt(), letter.lastFailedAt());
    String path = "/functions/v1/dead-letters";
    admin("the list", "GET " + path + "?limit=1").expect(200, "[{" + summary + "}]").run(client);
    admin("the page before it", "GET " + path + "?before=" + letter.id())
        .expect(200, "[]")
        .run(client);
    assertThat(client.withKey(KEYS.secretKey().value()).get(path + "/" + letter.id()).body())
        .startsWith(
            "{" + summary + ",\"event\":\"permanent\",\"error\":{\"errorMessage\":\"line 3:")
        .endsWith("\"log\":\"about to throw: permanent\\n\"}");
    admin("its replay", "POST " + path + "/" + letter.id() + "/replay")
        .expect(200, "{\"eventId\":\"replay-" + letter.id() + "\"}")
        .run(client);
    DeadLetter second =
        Eventually.present("a second", () -> newest().filter(l -> l.id() != letter.id()));
    admin("one deleted", "DELETE " + path + "/" + letter.id()).expect(204, "").run(client);
    admin("the other deleted", "DELETE " + path + "/" + second.id()).expect(204, "").run(client);
    admin("one that is gone", "GET " + path + "/" + letter.id())
        .expect(
            404,
            """
            {"code":"FB706","message":"There is no dead letter %d","details":null,"hint":null}\
            """
                .formatted(letter.id()))
        .run(client);
  }

  @Test
  void deadLetters_withoutTheSecretKey_areRefused() {
    String path = "/functions/v1/dead-letters";
    assertThat(client.get(path).statusCode()).isEqualTo(401);
    assertThat(client.withKey(KEYS.publishableKey()).get(path).statusCode()).isEqualTo(403);
    assertThat(client.withKey(KEYS.secretKey().value()).get(path + "/x").statusCode())
        .isEqualTo(400);
    assertThat(client.withKey(KEYS.secretKey().value()).get(path + "?limit=-1").statusCode())
        .isEqualTo(400);
  }

  @Test
  void function_thatDoesNotExist_isRefusedWithTheNearest() {
    assertRefused(
        ErrorCode.NO_SUCH_FUNCTION,
        "Did you mean upper?",
        () -> functions.invoke("uper", bytes("")));
  }

  @ParameterizedTest
  @MethodSource
  void source_ofAFunctionThatDoesNotExist_isRefusedAtTheStart(EventSource source) {
    assertRefused(
        ErrorCode.NO_SUCH_FUNCTION,
        "There are no functions",
        () -> open(jobs(test.database()), Map.of(), List.of(source)).close());
  }

  static List<EventSource> source_ofAFunctionThatDoesNotExist_isRefusedAtTheStart() {
    return List.of(ROUTE, NIGHTLY, new Uploads("upper"));
  }

  @Test
  void event_ofAKindOfJobThatIsNoFunction_isRefused() {
    Jobs others = jobs(test.database());
    others.register(JobKind.of("load:table", Functions.LANE, payload -> {}));
    try (Functions none = open(others, Map.of(), List.of())) {
      assertRefused(
          ErrorCode.NO_SUCH_FUNCTION,
          "There are no functions",
          () -> none.enqueue("load:table", "e", bytes("")));
    }
  }

  @Test
  void payload_overSixMegabytes_isRefused() {
    assertThatThrownBy(() -> functions.invoke("upper", new byte[6 * 1024 * 1024 + 1]))
        .isInstanceOfSatisfying(
            ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
  }

  @Test
  void invocations_areMeasuredByTheirOutcome() {
    functions.invoke("measured", bytes("\"a\""));
    functions.invoke("measured", bytes("{}"));

    assertThat(count("measured", "success")).isEqualTo(1);
    assertThat(count("measured", "permanent")).isEqualTo(1);
    assertThat(METERS.get("forebay.function.running").tag("function", "measured").gauge().value())
        .isZero();
    assertThat(
            METERS.get("forebay.function.throttled").tag("function", "measured").counter().count())
        .isZero();
  }

  private static double count(String function, String outcome) {
    return METERS
        .get("forebay.function.duration")
        .tags("function", function, "outcome", outcome)
        .timer()
        .count();
  }

  private static Functions open(
      Jobs jobs, Map<String, FunctionSettings> settings, List<EventSource> sources) {
    return Functions.open(
        new FunctionsSettings(settings, sources),
        new Application(folder, Map::of),
        test.database(),
        jobs,
        new TestClock(),
        METERS);
  }

  private static Jobs jobs(Database database) {
    return Jobs.open(
        database,
        JobSettings.of("test", Map.of(Functions.LANE, 10)),
        new SimpleMeterRegistry(),
        new TestClock());
  }

  private static FunctionSettings failing() {
    return new FunctionSettings(
        "handlers.Failing", JAR, Duration.ofSeconds(5), 0, Duration.ZERO, 2, Map.of());
  }

  private static Scenario admin(String name, String requestLine) {
    return Scenario.of(name, requestLine).with("apikey", KEYS.secretKey().value());
  }

  private static Optional<DeadLetter> newest() {
    return jobs.deadLetters().list(1, OptionalLong.empty()).stream().findFirst();
  }

  private static void enqueue(String eventId, String payload) {
    functions.enqueue("failing", eventId, bytes(payload));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(ErrorCode code, String hint, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.hint()).isEqualTo(hint);
            });
  }
}
