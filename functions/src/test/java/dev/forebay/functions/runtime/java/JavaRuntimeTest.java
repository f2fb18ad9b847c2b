package dev.forebay.functions.runtime.java;

import static dev.forebay.functions.Handlers.call;
import static dev.forebay.functions.Handlers.failure;
import static dev.forebay.functions.Handlers.invocation;
import static dev.forebay.functions.Handlers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.HandlerJar;
import dev.forebay.functions.Handlers;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static Handlers handlers;

  @BeforeAll
  static void compile() {
    handlers = new Handlers(folder);
  }

  @AfterAll
  static void close() {
    handlers.close();
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
  void handler_ofABatch_namesThoseThatFailed() {
    String batch =
        """
        {"Records":[{"messageId":"a","body":"1"},{"messageId":"b","body":"x"},
         {"messageId":"c","body":"3"},{"messageId":"d","body":""}]}
        """;
    assertThat(text(invoke("handlers.Batch", batch)))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"},{\"itemIdentifier\":\"d\"}]}");
  }

  @Test
  void eventClasses_ofTwoApplicationsAtOnce_areTheirOwn() throws Exception {
    Invocable one = handlers.function("handlers.Keys");
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
    Invocable hold = handlers.function("handlers.Instances::hold");
    Path gate = folder.resolve("gate");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InvocationResult>> held = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        held.add(threads.submit(() -> hold.invoke(invocation(gate))));
      }
      Files.createFile(gate);
      for (Future<InvocationResult> result : held) {
        assertThat(text(result.get())).isEqualTo("1");
      }
    }
    Invocable number = handlers.function("handlers.Instances::number");
    String first = text(call(number, "{}"));
    assertThat(text(call(number, "{}"))).isEqualTo(first);
  }

  @Test
  void context_ofAnInvocation_tellsWhatLambdaTells() {
    FunctionSettings settings =
        new FunctionSettings(
            "handlers.Told::context",
            folder.resolve("application.jar").toString(),
            Duration.ofSeconds(30),
            2,
            Duration.ofSeconds(1),
            10,
            Map.of("UNIT_PRICE", "0.10"));
    assertThat(text(call(handlers.runtime().load("told", settings), "{}")))
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
    Invocable failing = handlers.function("handlers.Failing");
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
    assertThatThrownBy(() -> handlers.function(handler))
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
    return call(handlers.function(handler), event);
  }

  private static Invocable function(String handler, Path code) {
    return handlers.runtime().load("f", FunctionSettings.of(handler, code.toString()));
  }
}
