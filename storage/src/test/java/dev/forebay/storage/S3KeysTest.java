package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Which names lead to which objects, and that none leads anywhere else on the disk. */
class S3KeysTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final List<String> SUBRESOURCES =
      List.of("", "/", "/k", "?list-type=2", "?uploads=", "?location=", "?acl=", "?versioning=");
  private static final String SEGMENT = "s".repeat(255);

  @TempDir private static Path folder;
  private static Path buckets;
  private static TestStorage storage;
  private static URI endpoint;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("secret"), "secret");
    buckets = folder.resolve("buckets");
    storage = TestStorage.start(buckets, DB.database(), TestStorage::countDelivery);
    endpoint = storage.endpoint();
  }

  @AfterAll
  static void stop() {
    storage.close();
    DB.close();
  }

  static Stream<String> fitKeys() {
    return Stream.of(
        "a",
        "a b+c&d=e?f#g%h",
        "ä/日本/🎈",
        "...",
        "..a/b..",
        ".hidden",
        "-rf *",
        "\"quoted\" & 'single' <tag>",
        SEGMENT,
        (SEGMENT + "/").repeat(4).substring(0, 1024 - 1));
  }

  @ParameterizedTest
  @MethodSource("fitKeys")
  void key_thatIsFit_namesItsObject(String key) {
    storage.s3().putObject(r -> r.bucket(PLAIN).key(key), RequestBody.fromString("at " + key));

    assertThat(storage.s3().getObjectAsBytes(r -> r.bucket(PLAIN).key(key)).asUtf8String())
        .isEqualTo("at " + key);
    assertThat(storage.s3().listObjectsV2(r -> r.bucket(PLAIN)).contents())
        .singleElement()
        .satisfies(object -> assertThat(object.key()).isEqualTo(key));
    storage.s3().deleteObject(r -> r.bucket(PLAIN).key(key));
    assertThat(buckets.resolve(PLAIN)).isEmptyDirectory();
  }

  static Stream<String> unfitKeys() {
    return Stream.of(
        "..",
        ".",
        "../secret",
        "../../secret",
        "..%2Fsecret",
        "%2e%2e/secret",
        "%2E%2E%2F%2E%2E%2Fsecret",
        "a/../../secret",
        "a/./b",
        "a//b",
        "/a",
        "%2Fetc%2Fpasswd",
        "a/",
        "..%5csecret/..",
        "a%00b",
        "a%0Ab",
        "a%7Fb",
        "a%FFb",
        "%ED%A0%80",
        ".mpus-1",
        "a/.s3proxy-x",
        "s".repeat(256),
        (SEGMENT + "/").repeat(4) + "s",
        "..%c0%afsecret");
  }

  @ParameterizedTest
  @MethodSource("unfitKeys")
  void key_thatIsUnfit_isRefusedAndTouchesNothing(String key) throws IOException {
    List<Path> before = files();
    String target = "/" + PLAIN + "/" + key;

    for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      RawRequest request = RawRequest.of(method, target);
      RawAnswer answer = (method.equals("PUT") ? request.body("x") : request).send(endpoint);
      if (method.equals("DELETE")) {
        assertThat(answer.status()).as(method).isIn(204, 400, 403, 404);
      } else {
        assertThat(answer.status()).as(method + answer).isBetween(400, 404);
      }
      assertThat(answer.text()).doesNotContain("\r\n\r\nsecret");
    }
    assertThat(files()).isEqualTo(before);
    assertThat(folder.resolve("secret")).hasContent("secret");
  }

  @ParameterizedTest
  @MethodSource("unfitKeys")
  void copySource_thatIsUnfit_isRefused(String key) throws IOException {
    RawAnswer answer =
        RawRequest.of("PUT", "/" + PLAIN + "/copy")
            .header("x-amz-copy-source", "/" + PLAIN + "/" + key)
            .send(endpoint);

    assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
    assertThat(buckets.resolve(PLAIN)).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-bucket", ".staging", ".uploads-watched", "%2e%2e", "..", "."})
  void bucket_thatIsNone_isRefused(String bucket) throws IOException {
    for (String target : SUBRESOURCES) {
      RawAnswer answer = RawRequest.of("GET", "/" + bucket + target).send(endpoint);
      assertThat(answer.status()).as(target + answer).isBetween(400, 404);
    }
    assertThat(RawRequest.of("PUT", "/" + bucket + "/k").body("x").send(endpoint).status())
        .isBetween(400, 404);
  }

  @Test
  void bucket_missing_hasS3sOwnWords() throws IOException {
    RawAnswer answer = RawRequest.of("GET", "/no-such-bucket/k").send(endpoint);

    assertThat(answer.outcome()).isEqualTo("404 NoSuchBucket");
    assertThat(answer.message()).isEqualTo("The specified bucket does not exist");
  }

  @Test
  void bucket_askedForItsLocation_namesTheRegion() throws IOException {
    RawAnswer answer = RawRequest.of("GET", "/" + PLAIN + "?location=").send(endpoint);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains(
            "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + TestStorage.REGION
                + "</LocationConstraint>");
  }

  @Test
  void key_missing_hasS3sOwnWords() throws IOException {
    RawAnswer answer = RawRequest.of("GET", "/" + PLAIN + "/missing").send(endpoint);

    assertThat(answer.outcome()).isEqualTo("404 NoSuchKey");
    assertThat(answer.message()).isEqualTo("The specified key does not exist.");
  }

  @Test
  void key_thatIsAFolderOfAnother_isRefusedUntilThatIsGone() {
    storage.s3().putObject(r -> r.bucket(PLAIN).key("x/y"), RequestBody.fromString("1"));

    assertThat(putStatus("x")).isEqualTo("400 InvalidArgument");
    assertThat(putStatus("x/y/z")).isEqualTo("400 InvalidArgument");
    storage.s3().deleteObject(r -> r.bucket(PLAIN).key("x/y"));
    assertThat(putStatus("x")).isEqualTo("200");
    storage.s3().deleteObject(r -> r.bucket(PLAIN).key("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../", "a/..", "./", "//"})
  void prefix_thatLeadsOut_listsNothing(String prefix) throws IOException {
    String encoded = prefix.replace("/", "%2F");
    RawAnswer answer =
        RawRequest.of("GET", "/" + PLAIN + "?list-type=2&prefix=" + encoded).send(endpoint);

    assertThat(answer.status()).isIn(200, 400);
    assertThat(answer.text()).doesNotContain("<Contents>", "secret");
  }

  private static String putStatus(String key) {
    try {
      return RawRequest.of("PUT", "/" + PLAIN + "/" + key).body("x").send(endpoint).outcome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }
}
