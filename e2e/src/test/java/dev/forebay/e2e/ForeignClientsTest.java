package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.ForeignProgram.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The AWS CLI and boto3 against the S3 endpoint. */
class ForeignClientsTest {
  private static RunningForebay forebay;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    forebay = RunningForebay.app("superheroes");
  }

  @AfterAll
  static void stop() {
    forebay.close();
  }

  @Test
  void awsCli_copyListRemove_works() throws Exception {
    ForeignProgram.require("aws", "--version");
    Path file = Files.writeString(folder.resolve("a.txt"), "hello");
    String object = "s3://superhero-data/notes/a.txt";

    assertThat(aws("s3", "cp", file.toString(), object).status()).isZero();
    assertThat(aws("s3", "ls", "s3://superhero-data/notes/").output()).contains(" 5 a.txt");
    assertThat(aws("s3", "cp", object, folder.resolve("b.txt").toString()).status()).isZero();
    assertThat(folder.resolve("b.txt")).hasContent("hello");
    assertThat(aws("s3", "rm", object).status()).isZero();
    assertThat(aws("s3", "ls", object).status()).isNotZero();
  }

  @Test
  void awsCli_fileInParts_comesBackWhole() throws Exception {
    ForeignProgram.require("aws", "--version");
    byte[] content = new byte[20 << 20];
    new java.util.Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("big.bin"), content);

    Outcome put = aws("s3", "cp", file.toString(), "s3://superhero-data/big.bin");
    Outcome get = aws("s3", "cp", "s3://superhero-data/big.bin", folder + "/back.bin");

    assertThat(put.status()).as(put.output()).isZero();
    assertThat(get.status()).as(get.output()).isZero();
    assertThat(folder.resolve("back.bin")).hasBinaryContent(content);
  }

  @Test
  void boto3_putGetListDelete_works() throws Exception {
    String python = pythonWithBoto3();
    String script =
        """
        import boto3, sys
        from botocore.config import Config
        s3 = boto3.client("s3", endpoint_url=sys.argv[1], config=Config(s3={"addressing_style": "path"}))
        s3.put_object(Bucket="superhero-data", Key="b/3.txt", Body=b"three")
        assert s3.get_object(Bucket="superhero-data", Key="b/3.txt")["Body"].read() == b"three"
        assert [o["Key"] for o in s3.list_objects_v2(Bucket="superhero-data", Prefix="b/")["Contents"]] == ["b/3.txt"]
        assert "superhero-data" in [b["Name"] for b in s3.list_buckets()["Buckets"]]
        s3.delete_object(Bucket="superhero-data", Key="b/3.txt")
        print("fine")
        """;

    Outcome outcome = run(List.of(python, "-c", script, forebay.s3Url()));

    assertThat(outcome.output()).endsWith("fine");
  }

  @Test
  void awsCli_wrongSecret_isRefused() throws Exception {
    ForeignProgram.require("aws", "--version");
    List<String> command =
        List.of("aws", "--endpoint-url", forebay.s3Url(), "s3", "ls", "s3://superhero-data");

    Outcome outcome = run(command, Map.of("AWS_SECRET_ACCESS_KEY", "wrong"));

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("SignatureDoesNotMatch");
  }

  private static Outcome aws(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("aws", "--endpoint-url"));
    command.add(forebay.s3Url());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static Outcome run(List<String> command) throws Exception {
    return run(command, Map.of());
  }

  private static Outcome run(List<String> command, Map<String, String> more) throws Exception {
    JsonNode credentials = forebay.run().get("s3");
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", credentials.get("accessKeyId").asString());
    environment.put("AWS_SECRET_ACCESS_KEY", credentials.get("secretAccessKey").asString());
    environment.put("AWS_DEFAULT_REGION", credentials.get("region").asString());
    environment.putAll(more);
    return ForeignProgram.run(command, Path.of("."), environment);
  }

  private static String pythonWithBoto3() throws Exception {
    for (String python : List.of("/usr/bin/python3", "python3")) {
      if (ForeignProgram.starts(python, "-c", "import boto3")) {
        return python;
      }
    }
    ForeignProgram.require("python3", "-c", "import boto3");
    throw new AssertionError("boto3 is missing");
  }
}
