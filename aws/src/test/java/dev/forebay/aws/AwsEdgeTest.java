package dev.forebay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.aws.lambda.LambdaService;
import dev.forebay.aws.signature.AccessKey;
import dev.forebay.aws.signature.Signer;
import dev.forebay.aws.signature.Verifier;
import dev.forebay.aws.sts.SecurityTokenService;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge on a listener, beside a route of an application that answers every path. */
class AwsEdgeTest {
  private static final AccessKey KEY = AccessKey.of("FBKEY", "secret");
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String INVOKE = "/2015-03-31/functions/%s/invocations";
  private static final TestFunctions FUNCTIONS = new TestFunctions();
  private static HttpServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    Verifier verifier =
        new Verifier(
            id -> id.equals(KEY.id()) ? Optional.of(KEY) : Optional.empty(), "us-east-1", CLOCK);
    AwsEdge edge =
        new AwsEdge(
            verifier,
            List.of(new SecurityTokenService(), new LambdaService(FUNCTIONS)),
            Map.of("s3", "http://127.0.0.1:9000"));
    Route route = new Route("*", "/{rest...}", _ -> Response.status(204), new JsonErrors());
    server =
        HttpServer.start(
            HttpSettings.onPort(0), List.of(edge), List.of(route), new SimpleMeterRegistry());
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/2015-03-31/functions/echo/invocations",
        "/rest/v1/notes?text=eq.X-Amz-Algorithm=1",
        "/notes?text=a&other=X-Amz-Algorithm="
      })
  void unsignedRequest_isTheApplications(String path) throws Exception {
    assertThat(send(HttpRequest.newBuilder(uri(path)).build()).statusCode()).isEqualTo(204);
  }

  @Test
  void sts_getCallerIdentity_isTheAccountsRoot() throws Exception {
    HttpResponse<String> answer = form("sts", "Action=GetCallerIdentity&Version=2011-06-15");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
            <GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:root</Arn>\
            <UserId>000000000000</UserId><Account>000000000000</Account>\
            </GetCallerIdentityResult>\
            <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>\
            </GetCallerIdentityResponse>\
            """
                .formatted(requestId(answer)));
  }

  @Test
  void sts_presignedGet_isAnswered() throws Exception {
    URI uri =
        signer("sts")
            .presign(
                "GET",
                uri("/?Action=GetCallerIdentity&Version=2011-06-15"),
                Map.of(),
                CLOCK.instant(),
                Duration.ofMinutes(1));

    assertThat(send(HttpRequest.newBuilder(uri).build()).body()).contains(":root</Arn>");
  }

  @Test
  void query_unknownOperation_isNamedBesideThoseThatAreThere() throws Exception {
    HttpResponse<String> answer = form("sts", "Action=AssumeRole&Version=2011-06-15");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Type>Sender</Type><Code>InvalidAction</Code>")
        .contains("<Message>sts AssumeRole is not here: its operations are GetCallerIdentity<")
        .contains("<RequestId>" + requestId(answer) + "</RequestId></ErrorResponse>");
  }

  @Test
  void json_unknownService_isNamedBesideThoseThatAreThere() throws Exception {
    HttpResponse<String> answer =
        post(
            "sqs",
            "/",
            "{}",
            "content-type",
            "application/x-amz-json-1.0",
            "x-amz-target",
            "AmazonSQS.ListQueues",
            "x-amzn-query-mode",
            "true");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"__type":"UnknownOperationException",\
            "message":"sqs ListQueues is not here: the services are lambda, s3, sts"}\
            """);
    assertThat(answer.headers().map())
        .containsEntry("content-type", List.of("application/x-amz-json-1.0"))
        .containsEntry("x-amzn-errortype", List.of("UnknownOperationException"))
        .containsEntry("x-amzn-query-error", List.of("InvalidAction;Sender"));
  }

  @Test
  void json_version11_isAnsweredInIt() throws Exception {
    HttpResponse<String> answer =
        post(
            "secretsmanager",
            "/",
            "{}",
            "content-type",
            "application/x-amz-json-1.1",
            "x-amz-target",
            "secretsmanager.ListSecrets");

    assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-amz-json-1.1");
    assertThat(answer.headers().firstValue("x-amzn-query-error")).isEmpty();
    assertThat(answer.body()).contains("secretsmanager ListSecrets is not here");
  }

  @Test
  void s3_isSentToItsOwnAddress() throws Exception {
    HttpResponse<String> answer = post("s3", "/bucket/a%20b", "x");

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NotImplemented</Code>\
            <Message>s3 POST /bucket/a b is not here: set \
            AWS_ENDPOINT_URL_S3=http://127.0.0.1:9000</Message>\
            <Resource>/bucket/a%%20b</Resource><RequestId>%s</RequestId></Error>\
            """
                .formatted(requestId(answer)));
  }

  @ParameterizedTest
  @CsvSource({
    "sts, 403, InvalidClientTokenId",
    "ec2, 403, InvalidClientTokenId",
    "lambda, 403, UnrecognizedClientException",
    "s3, 403, InvalidAccessKeyId"
  })
  void unknownKey_isToldInTheServicesProtocol(String service, int status, String code)
      throws Exception {
    Signer other = new Signer(AccessKey.of("OTHER", "secret"), "us-east-1", service);
    String type = service.equals("lambda") ? "application/json" : FORM;

    HttpResponse<String> answer = post(other, "/", "a=b", "content-type", type);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(code).contains("The access key id is not known here.");
  }

  @Test
  void wrongRegion_ofS3_namesTheRightOne() throws Exception {
    HttpResponse<String> answer = post(new Signer(KEY, "eu-west-1", "s3"), "/b", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>AuthorizationHeaderMalformed</Code>")
        .contains("<Region>us-east-1</Region>");
  }

  @Test
  void garbledAuthorization_isAClientsError() throws Exception {
    for (String header : List.of("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256 x", "AWS4-")) {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/x")).header("Authorization", header).build();

      assertThat(send(request).statusCode()).isEqualTo(400);
    }
    assertThat(send(HttpRequest.newBuilder(uri("/?X-Amz-Algorithm=x")).build()).statusCode())
        .isEqualTo(400);
    assertThat(send(HttpRequest.newBuilder(uri("/?X-Amz-Algorithm=%ff")).build()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void invoke_function_isAnsweredWithItsResult() throws Exception {
    HttpResponse<String> answer = invoke("echo", "{\"a\": 1}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\": 1}");
    assertThat(answer.headers().firstValue("x-amz-executed-version")).hasValue("$LATEST");
    assertThat(answer.headers().firstValue("x-amz-function-error")).isEmpty();
    assertThat(answer.headers().firstValue("x-amz-log-result")).isEmpty();
  }

  @Test
  void invoke_withLogType_hasTheLast4KbOfTheLog() throws Exception {
    HttpResponse<String> answer = invoke("echo", "1", "x-amz-log-type", "Tail");

    String log = answer.headers().firstValue("x-amz-log-result").orElseThrow();
    assertThat(new String(Base64.getDecoder().decode(log), UTF_8))
        .hasSize(4096)
        .endsWith("x\nseen " + requestId(answer) + "\n");
  }

  @Test
  void invoke_functionThatFails_is200WithItsError() throws Exception {
    HttpResponse<String> answer = invoke("failing", "1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-amz-function-error")).hasValue("Unhandled");
    assertThat(answer.body()).isEqualTo("{\"errorType\":\"E\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo",
        "echo:$LATEST",
        "echo?Qualifier=%24LATEST",
        "000000000000:function:echo",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aecho",
        "arn:aws:lambda:us-east-1:000000000000:function:echo:$LATEST"
      })
  void invoke_functionByAnyOfItsNames_works(String name) throws Exception {
    String[] parts = name.split("\\?", -1);
    String query = parts.length > 1 ? "?" + parts[1] : "";

    HttpResponse<String> answer =
        post("lambda", INVOKE.formatted(parts[0].replace("$", "%24")) + query, "7");

    assertThat(answer.body()).isEqualTo("7");
  }

  @Test
  void invoke_whateverItsContentType_works() throws Exception {
    assertThat(invoke("echo", "7", "content-type", FORM).body()).isEqualTo("7");
  }

  @Test
  void invoke_withoutABody_isTheEmptyObject() throws Exception {
    assertThat(invoke("echo", "").body()).isEqualTo("{}");
  }

  @Test
  void invoke_asEvent_is202OnceItIsQueued() throws Exception {
    HttpResponse<String> answer = invoke("echo", "{\"b\":2}", "x-amz-invocation-type", "Event");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(FUNCTIONS.queued).contains("echo {\"b\":2}");
  }

  @Test
  void invoke_asDryRun_is204AndRunsNothing() throws Exception {
    String[] dryRun = {"x-amz-invocation-type", "DryRun"};

    assertThat(invoke("broken", "1", dryRun).statusCode()).isEqualTo(204);
    assertThat(invoke("missing", "1", dryRun).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "missing, 1, 404, ResourceNotFoundException, Did you mean echo?",
    "echo:7, 1, 404, ResourceNotFoundException, The one version is",
    "a.b, 1, 400, ValidationException, is not the name of a function",
    "busy, 1, 429, TooManyRequestsException, All 10 places of busy are taken",
    "echo, {, 400, InvalidRequestContentException, Could not parse request body into json",
    "echo, 1 2, 400, InvalidRequestContentException, Could not parse request body into json",
    "echo, ' ', 400, InvalidRequestContentException, Could not parse request body into json"
  })
  void invoke_thatCannotBe_isLambdasError(
      String function, String event, int status, String code, String message) throws Exception {
    HttpResponse<String> answer = invoke(function, event);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue(code);
    assertThat(answer.body())
        .contains("\"__type\":\"" + code + "\"")
        .contains("\"Type\":\"User\"")
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource({"RequestResponse, 6291457", "Event, 1048577", "RequestResponse, 10485761"})
  void invoke_eventOverTheLimit_isRequestTooLarge(String type, int length) throws Exception {
    String event = '"' + "x".repeat(length - 2) + '"';

    HttpResponse<String> answer = invoke("echo", event, "x-amz-invocation-type", type);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("x-amzn-errortype"))
        .hasValue("RequestTooLargeException");
  }

  @Test
  void invoke_thatMeetsABug_is500WithoutItsWords() throws Exception {
    HttpResponse<String> answer = invoke("broken", "1");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue("ServiceException");
    assertThat(answer.body()).contains("FB900").doesNotContain("secret");
  }

  @Test
  void lambda_otherPath_isNamed() throws Exception {
    HttpResponse<String> answer = post("lambda", "/2015-03-31/functions/", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("UnknownOperationException")
        .contains("lambda POST /2015-03-31/functions/ is not here: its operations are Invoke");
  }

  private static HttpResponse<String> invoke(String function, String event, String... headers)
      throws IOException, InterruptedException {
    return post("lambda", INVOKE.formatted(function), event, headers);
  }

  private static HttpResponse<String> form(String service, String body)
      throws IOException, InterruptedException {
    return post(service, "/", body, "content-type", FORM);
  }

  private static HttpResponse<String> post(
      String service, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return post(signer(service), path, body, headers);
  }

  /** Headers as name, value, name, value. */
  private static HttpResponse<String> post(
      Signer signer, String path, String body, String... headers)
      throws IOException, InterruptedException {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      given.put(headers[i], headers[i + 1]);
    }
    URI uri = uri(path);
    String payload = Signer.payload(body.getBytes(UTF_8));
    Map<String, String> signed = signer.sign("POST", uri, given, payload, CLOCK.instant());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method("POST", BodyPublishers.ofString(body));
    signed.forEach(
        (name, value) -> {
          if (!name.equals("host")) {
            request.header(name, value);
          }
        });
    return send(request.build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static Signer signer(String service) {
    return new Signer(KEY, "us-east-1", service);
  }

  private static String requestId(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("x-amzn-requestid")
        .or(() -> answer.headers().firstValue("x-amz-request-id"))
        .orElseThrow();
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
