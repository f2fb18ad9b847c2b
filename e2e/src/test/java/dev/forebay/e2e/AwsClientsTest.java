package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.ForeignProgram.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The AWS CLI, boto3 and the AWS SDK for JavaScript against the one address of all services. The
 * SDK's tests are {@code e2e/aws/clients.test.mjs}.
 */
class AwsClientsTest {
  private static final Path SDK = Path.of("aws").toAbsolutePath();
  private static RunningForebay forebay;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    forebay = RunningForebay.app("billing");
  }

  @AfterAll
  static void stop() {
    forebay.close();
  }

  @Test
  void awsCli_getCallerIdentity_isTheAccountsRoot() throws Exception {
    Outcome outcome = aws("sts", "get-caller-identity");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(RunningForebay.JSON.readTree(outcome.output()).get("Arn").asString())
        .isEqualTo("arn:aws:iam::000000000000:root");
  }

  @Test
  void awsCli_invoke_writesTheResult() throws Exception {
    Path result = folder.resolve("result.json");
    Path event = Files.writeString(folder.resolve("event.json"), "{}");

    Outcome outcome =
        aws(
            "lambda",
            "invoke",
            "--function-name",
            "list-overdue",
            "--payload",
            "fileb://" + event,
            result.toString());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("\"StatusCode\": 200").doesNotContain("FunctionError");
    assertThat(result).content().contains("\"statusCode\":200");
  }

  @Test
  void awsCli_whatIsNotHere_isToldInItsProtocol() throws Exception {
    Path result = folder.resolve("result.json");

    assertThat(aws("lambda", "invoke", "--function-name", "nope", result.toString()).output())
        .contains("(ResourceNotFoundException) when calling the Invoke operation");
    assertThat(aws("sqs", "list-queues").output())
        .contains("when calling the ListQueues operation: sqs ListQueues is not here");
    assertThat(aws("sns", "list-topics").output())
        .contains("(InvalidAction) when calling the ListTopics operation: sns ListTopics is not");
    assertThat(aws("dynamodb", "list-tables").output())
        .contains("(UnknownOperationException) when calling the ListTables operation");
    assertThat(aws("ec2", "describe-instances").output())
        .contains("(InvalidAction) when calling the DescribeInstances operation");
    assertThat(aws("s3api", "list-buckets").output())
        .contains("(NotImplemented) when calling the ListBuckets operation")
        .contains("AWS_ENDPOINT_URL_S3=" + forebay.s3Url());
  }

  @Test
  void boto3_invokeAndItsErrors_work() throws Exception {
    String script =
        """
        import boto3, json, sys
        client = lambda name: boto3.client(name, endpoint_url=sys.argv[1])
        functions = client("lambda")
        assert client("sts").get_caller_identity()["Account"] == "000000000000"
        answer = functions.invoke(FunctionName="list-overdue", Payload=b"{}")
        assert json.load(answer["Payload"])["statusCode"] == 200
        assert functions.invoke(FunctionName="mark-overdue", InvocationType="Event")["StatusCode"] == 202
        assert functions.invoke(FunctionName="mark-overdue", InvocationType="DryRun")["StatusCode"] == 204
        for name, payload, error in [("nope", b"{}", functions.exceptions.ResourceNotFoundException),
            ("list-overdue", b"{", functions.exceptions.InvalidRequestContentException),
            ("list-overdue", b'"' + b"x" * (7 << 20) + b'"', functions.exceptions.RequestTooLargeException),
            ("list-overdue", b'"' + b"x" * (11 << 20) + b'"', functions.exceptions.RequestTooLargeException)]:
          try:
            functions.invoke(FunctionName=name, Payload=payload)
            raise AssertionError(name)
          except error as e:
            assert e.response["ResponseMetadata"]["RetryAttempts"] == 0
        url = client("sts").generate_presigned_url("get_caller_identity")
        import urllib.request
        assert b":root</Arn>" in urllib.request.urlopen(url).read()
        print("fine")
        """;

    Outcome outcome = run(Path.of("."), python(), "-c", script, forebay.url());

    assertThat(outcome.output()).endsWith("fine");
  }

  @Test
  void sdkForJavaScript_withAwsEndpointUrl_works() throws Exception {
    ForeignProgram.require("node", "--version");
    ForeignProgram.require("npm", "--version");
    Outcome installed = run(SDK, "npm", "ci", "--no-audit", "--no-fund");
    assertThat(installed.status()).as(installed.output()).isZero();

    Outcome outcome = run(SDK, "node", "--test");

    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private static Outcome aws(String... arguments) throws Exception {
    ForeignProgram.require("aws", "--version");
    List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", forebay.url()));
    command.addAll(List.of(arguments));
    return run(Path.of("."), command.toArray(String[]::new));
  }

  private static Outcome run(Path in, String... command) throws Exception {
    JsonNode credentials = forebay.run().get("s3");
    return ForeignProgram.run(
        List.of(command),
        in,
        Map.of(
            "AWS_ENDPOINT_URL", forebay.url(),
            "AWS_ACCESS_KEY_ID", credentials.get("accessKeyId").asString(),
            "AWS_SECRET_ACCESS_KEY", credentials.get("secretAccessKey").asString(),
            "AWS_DEFAULT_REGION", credentials.get("region").asString(),
            "AWS_REGION", credentials.get("region").asString()));
  }

  private static String python() throws Exception {
    for (String python : List.of("/usr/bin/python3", "python3")) {
      if (ForeignProgram.starts(python, "-c", "import boto3")) {
        return python;
      }
    }
    ForeignProgram.require("python3", "-c", "import boto3");
    throw new AssertionError("boto3 is missing");
  }
}
