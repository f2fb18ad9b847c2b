package dev.forebay.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.HandlerJar;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRuntimeTest {
  private static final String S3_EVENT =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
       "eventTime":"2024-01-15T10:30:00.000Z","eventName":"ObjectCreated:Put",
       "userIdentity":{"principalId":"p"},"requestParameters":{"sourceIPAddress":"127.0.0.1"},
       "responseElements":{"x-amz-request-id":"1","x-amz-id-2":"2"},
       "s3":{"s3SchemaVersion":"1.0","configurationId":"c",
        "bucket":{"name":"usage","ownerIdentity":{"principalId":"p"},"arn":"arn:aws:s3:::usage"},
        "object":{"key":"a+b%2Fc.json","size":3,"eTag":"e","sequencer":"00"}}}]}
      """;

  @TempDir static Path folder;
  static Path jar;

  private static final JavaRuntime RUNTIME =
      new JavaRuntime(
          new Application(Path.of(""), () -> Map.of("FOREBAY_URL", "http://127.0.0.1:1")),
          InstantSource.system());

  @BeforeAll
  static void compile() {
    jar = HandlerJar.write(folder, "application.jar");
  }

  @AfterAll
  static void close() {
    RUNTIME.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          handlers.Upper                   | "abc"                                  | "ABC"
          handlers.Upper::handleRequest    | "abc"                                  | "ABC"
          handlers.Pricing                 | [{"customer":"a","units":2},{"units":3}] | {"customer":"a","cents":50}
          handlers.Pricing::handleRequest  | [{"customer":"a","units":2}]           | {"customer":"a","cents":20}
          handlers.Reverse                 | abc                                    | cba
          handlers.Reverse::handleRequest  | abc                                    | cba
          handlers.Plain::greet            | {"name":"Ada"}                         | "Hello Ada from f"
          handlers.Plain::length           | "abc"                                  | 3
          handlers.Plain::about            | {}                                     | "$LATEST"
          handlers.Plain::nothing          | {}                                     | null
          handlers.Plain::copy             | as it is                               | as it is
          """)
  void handler_ofEveryKind_answers(String handler, String event, String answer) {
    assertThat(text(invoke(handler, event))).isEqualTo(answer);
  }

  @Test
  void handler_ofAwsEventClass_readsDocumentedJson() {
    assertThat(text(invoke("handlers.Keys", S3_EVENT))).isEqualTo("[\"usage/a b/c.json\"]");
  }

  @Test
  void eventClasses_ofTwoApplicationsAtOnce_areTheirOwn() throws Exception {
    Invocable one = function("handlers.Keys", jar);
    Invocable other = function("handlers.Keys", HandlerJar.write(folder, "other.jar"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InvocationResult>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Invocable next = i % 2 == 0 ? one : other;
        results.add(threads.submit(() -> next.invoke(invocation(S3_EVENT))));
      }
      for (Future<InvocationResult> result : results) {
        assertThat(text(result.get())).isEqualTo("[\"usage/a b/c.json\"]");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.sql.Connection                                      | true
          com.amazonaws.services.lambda.runtime.Context            | true
          com.amazonaws.services.lambda.runtime.events.S3Event     | true
          dev.forebay.client.PermanentException                    | true
          dev.forebay.functions.Functions                          | false
          dev.forebay.base.ErrorCode                               | false
          tools.jackson.databind.json.JsonMapper                   | false
          org.slf4j.Logger                                         | false
          com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers | false
          """)
  void application_ofItsOwnClassLoader_seesOnlyTheJdkAndLambda(String className, boolean seen) {
    assertThat(text(invoke("handlers.Told::canSee", '"' + className + '"')))
        .isEqualTo(Boolean.toString(seen));
    assertThat(text(invoke("handlers.Told::ownClassLoader", "{}"))).isEqualTo("true");
  }

  @Test
  void statics_ofTwoCodePaths_areApart() {
    Path copy = HandlerJar.write(folder, "copy.jar");
    assertThat(text(call(function("handlers.Instances::number", copy), "{}"))).isEqualTo("1");
    Path second = HandlerJar.write(folder, "second.jar");
    assertThat(text(call(function("handlers.Instances::number", second), "{}"))).isEqualTo("1");
  }

  @Test
  void instance_ofOneFunction_isReusedButNeverShared() throws Exception {
    Invocable hold = function("handlers.Instances::hold", jar);
    Path gate = folder.resolve("gate");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InvocationResult>> held = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        held.add(threads.submit(() -> hold.invoke(invocation(quoted(gate)))));
      }
      Files.createFile(gate);
      for (Future<InvocationResult> result : held) {
        assertThat(text(result.get())).isEqualTo("1");
      }
    }
    Invocable number = function("handlers.Instances::number", jar);
    String first = text(call(number, "{}"));
    assertThat(text(call(number, "{}"))).isEqualTo(first);
  }

  @Test
  void context_ofAnInvocation_tellsWhatLambdaTells() {
    FunctionSettings settings =
        new FunctionSettings(
            "handlers.Told::context",
            jar.toString(),
            Duration.ofSeconds(30),
            2,
            Duration.ofSeconds(1),
            10,
            Map.of("UNIT_PRICE", "0.10"));
    assertThat(text(call(RUNTIME.load("told", settings), "{}")))
        .isEqualTo(
            """
            {"requestId":"r-1","function":"told",\
            "arn":"arn:aws:lambda:us-east-1:000000000000:function:told","inTime":true,\
            "environment":{"FOREBAY_URL":"http://127.0.0.1:1","UNIT_PRICE":"0.10"},"custom":{}}\
            """);
  }

  @Test
  void handler_thatThrows_failsInLambdasWords() {
    Failure failure = failure(invoke("handlers.Failing", "\"caused\""));
    assertThat(failure.kind()).isEqualTo(Kind.ERROR);
    assertThat(failure.log()).isEqualTo("about to throw: caused\n");
    assertThat(failure.error().toJson())
        .startsWith(
            "{\"errorMessage\":\"outer\",\"errorType\":\"java.lang.IllegalStateException\","
                + "\"stackTrace\":[\"application.jar//handlers.Failing.handleRequest(Failing.java:")
        .contains("\"cause\":{\"errorMessage\":\"inner\",\"errorType\":\"java.io.IOException\"")
        .doesNotContain("dev.forebay.functions");
    assertThat(failure.toException("f").code()).isEqualTo(ErrorCode.FUNCTION_FAILED);
    assertThat(failure.toException("f")).hasMessage("The function f failed");
  }

  @Test
  void handler_thatThrowsAnError_failsAndGoesOn() {
    Invocable failing = function("handlers.Failing", jar);
    assertThat(failure(call(failing, "\"error\"")).error().type())
        .isEqualTo("java.lang.StackOverflowError");
    assertThat(failure(call(failing, "\"again\"")).error().message()).isEqualTo("try again");
  }

  @Test
  void permanentException_ofTheApplicationsOwnCopy_isKnownByItsName() {
    Failure failure = failure(invoke("handlers.Failing", "\"permanent\""));
    assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(failure.error().message()).isEqualTo("line 3: no such customer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          handlers.Pricing    | {"customer":
          handlers.Pricing    | [{"units":"many"}]
          handlers.Keys       | not JSON
          handlers.Upper      | {"an":"object"}
          """)
  void event_thatCannotBeRead_isPermanent(String handler, String event) {
    Failure failure = failure(invoke(handler, event));
    assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(failure.error().message()).isEqualTo("An error occurred during JSON parsing");
  }

  @Test
  void timeout_ofAnInvocation_interruptsIt() {
    Path never = folder.resolve("never");
    Invocable hold = limited("handlers.Instances::hold", Duration.ofMillis(50), 1);
    for (int i = 0; i < 3; i++) {
      Failure failure = failure(call(hold, quoted(never)));
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure.error().type()).isEqualTo("Sandbox.Timedout");
      assertThat(failure.error().message()).isEqualTo("r-1 Task timed out after 50 ms");
      assertThat(failure.toException("f").code()).isEqualTo(ErrorCode.FUNCTION_TIMEOUT);
    }
  }

  @Test
  void timeout_ofAHandlerThatIgnoresIt_keepsItsPlaceUntilItEnds() throws Exception {
    Path end = folder.resolve("end");
    Invocable stubborn = limited("handlers.Instances::stubborn", Duration.ofMillis(50), 1);
    assertThat(failure(call(stubborn, quoted(end))).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(stubborn.busy()).isTrue();
    assertThatThrownBy(() -> stubborn.invoke(invocation(quoted(end))))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_INVOCATIONS));
    Files.createFile(end);
    Eventually.until("its place is free", () -> !stubborn.busy());
    assertThat(call(stubborn, quoted(end))).isInstanceOf(Success.class);
  }

  @Test
  void log_ofManyLines_keepsItsEnd() {
    InvocationResult result = invoke("handlers.Told::log", "30000");
    assertThat(result.log()).hasSize(64 * 1024).endsWith("line 29998\nline 29999\n");
  }

  @Test
  void answer_overSixMegabytes_isRefused() {
    Failure failure = failure(invoke("handlers.Told::large", "6291456"));
    assertThat(failure.error().type()).isEqualTo("Function.ResponseSizeTooLarge");
  }

  @ParameterizedTest
  @CsvSource({
    "handlers.Missing",
    "handlers.Plain",
    "handlers.Plain::missing",
    "handlers.Plain::notAHandler",
    "handlers.PricingBase",
    "::",
  })
  void handler_thatIsNotThere_isRefusedWhenLoaded(String handler) {
    assertThatThrownBy(() -> function(handler, jar))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HANDLER);
              assertThat(e.getMessage()).contains(handler);
            });
  }

  @Test
  void code_thatIsNotThere_isRefusedWhenLoaded() {
    assertThatThrownBy(() -> function("handlers.Upper", folder.resolve("missing.jar")))
        .isInstanceOfSatisfying(
            ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HANDLER));
  }

  private static InvocationResult invoke(String handler, String event) {
    return call(function(handler, jar), event);
  }

  private static Invocable function(String handler, Path code) {
    return RUNTIME.load("f", FunctionSettings.of(handler, code.toString()));
  }

  private static Invocable limited(String handler, Duration timeout, int concurrency) {
    return RUNTIME.load(
        "f",
        new FunctionSettings(
            handler, jar.toString(), timeout, 2, Duration.ofSeconds(1), concurrency, Map.of()));
  }

  private static InvocationResult call(Invocable function, String event) {
    try {
      return function.invoke(invocation(event));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Invocation invocation(String event) {
    return new Invocation("r-1", event.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(100));
  }

  private static String text(InvocationResult result) {
    assertThat(result).isInstanceOf(Success.class);
    return new String(((Success) result).payload(), StandardCharsets.UTF_8);
  }

  private static Failure failure(InvocationResult result) {
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }

  private static String quoted(Path path) {
    return '"' + path.toString() + '"';
  }
}
