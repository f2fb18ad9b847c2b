package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That only what was signed with the keys is done, and only as it was signed. */
class S3SignaturesTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final String OBJECT = "/" + PLAIN + "/signed";

  @TempDir private static Path folder;
  private static TestStorage storage;
  private static URI endpoint;

  @BeforeAll
  static void start() {
    storage = TestStorage.start(folder, DB.database(), TestStorage::countDelivery);
    endpoint = storage.endpoint();
  }

  @AfterAll
  static void stop() {
    storage.close();
    DB.close();
  }

  @Test
  void request_signedByTheDocumentation_isDone() throws IOException {
    assertThat(put("hello").send(endpoint).outcome()).isEqualTo("200");
    assertThat(RawRequest.of("GET", OBJECT).send(endpoint).text()).endsWith("\r\n\r\nhello");
    assertThat(RawRequest.of("GET", "/" + PLAIN + "?list-type=2").send(endpoint).text())
        .contains("<Key>signed</Key>");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/",
    "GET,/plain-files",
    "GET,/plain-files/k",
    "HEAD,/plain-files/k",
    "PUT,/plain-files/k",
    "DELETE,/plain-files/k",
    "POST,/plain-files?delete",
    "POST,/plain-files",
    "OPTIONS,/plain-files"
  })
  void request_unsigned_isRefused(String method, String target) throws IOException {
    RawAnswer answer = RawRequest.of(method, target).sendAnonymous(endpoint);

    assertThat(answer.status()).isEqualTo(403);
    if (!method.equals("HEAD")) {
      assertThat(answer.outcome()).isEqualTo("403 AccessDenied");
      assertThat(answer.message()).contains("anonymous");
    }
  }

  @Test
  void request_signedWithAnotherSecret_isRefused() throws IOException {
    assertRefused(put("x").keys("test-key", "guess"), "403 SignatureDoesNotMatch");
    assertRefused(put("x").keys("guess", "test-secret"), "403 InvalidAccessKeyId");
  }

  @ParameterizedTest
  @ValueSource(longs = {-16, 16, -60 * 24, 60 * 24 * 365})
  void request_signedAtAnotherTime_isRefused(long minutes) throws IOException {
    assertRefused(
        put("x").at(Instant.now().plus(Duration.ofMinutes(minutes))), "403 RequestTimeTooSkewed");
  }

  @ParameterizedTest
  @ValueSource(longs = {-14, 14})
  void request_signedWithAClockThatIsALittleOff_isDone(long minutes) throws IOException {
    RawRequest request = put("x").at(Instant.now().plus(Duration.ofMinutes(minutes)));

    assertThat(request.send(endpoint).outcome()).isEqualTo("200");
  }

  @Test
  void request_changedOnItsWay_isRefused() throws IOException {
    byte[] signed = put("hello").header("x-amz-meta-a", "1").bytes(endpoint);

    assertThat(changed(signed, "PUT /plain-files/signed", "PUT /plain-files/other").outcome())
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(changed(signed, "PUT ", "DELETE ").outcome()).isEqualTo("403 SignatureDoesNotMatch");
    assertThat(changed(signed, "x-amz-meta-a: 1", "x-amz-meta-a: 2").outcome())
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(changed(signed, "/signed ", "/signed?acl ").outcome())
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(changed(signed, "hello", "jello").outcome())
        .isEqualTo("400 XAmzContentSHA256Mismatch");
    assertThat(storage.staged()).isEmpty();
  }

  @Test
  void header_ofAmazonThatIsNotSigned_isRefused() throws IOException {
    RawAnswer answer = put("x").unsigned("x-amz-copy-source: /watched/secret").send(endpoint);

    assertThat(answer.outcome()).isEqualTo("403 AccessDenied");
    assertThat(answer.message()).isEqualTo("The header x-amz-copy-source is not signed.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS4-HMAC-SHA256 nonsense|400 AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c|400"
            + " AuthorizationHeaderMalformed",
        "AWS test-key:c2lnbmF0dXJl|403 AccessDenied",
        "Bearer token|403 AccessDenied",
        "Basic dGVzdDp0ZXN0|403 AccessDenied"
      })
  void authorization_thatIsNone_isRefused(String header, String outcome) throws IOException {
    RawAnswer answer =
        RawRequest.of("GET", OBJECT).unsigned("Authorization: " + header).sendAnonymous(endpoint);

    assertThat(answer.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"nonsense,400 InvalidArgument", "'',400 InvalidArgument"})
  void contentHash_thatIsNone_isRefused(String hash, String outcome) throws IOException {
    assertRefused(put("x").header("x-amz-content-sha256", hash), outcome);
  }

  @Test
  void contentHash_ofOtherBytes_isRefusedAndStoresNothing() throws IOException {
    RawRequest request =
        RawRequest.of("PUT", "/" + PLAIN + "/hash")
            .body("hello")
            .header("x-amz-content-sha256", SignatureV4.sha256(new byte[] {1}));

    assertRefused(request, "400 XAmzContentSHA256Mismatch");
    assertThat(folder.resolve(PLAIN).resolve("hash")).doesNotExist();
  }

  @Test
  void presignedUrl_afterItsTime_isRefused() throws IOException {
    assertThat(presigned(Instant.now().minusSeconds(30), "60").outcome()).isEqualTo("200");
    RawAnswer late = presigned(Instant.now().minusSeconds(90), "60");
    assertThat(late.outcome()).isEqualTo("403 AccessDenied");
    assertThat(late.message()).isEqualTo("Request has expired");
    assertThat(presigned(Instant.now().plus(Duration.ofMinutes(20)), "60").message())
        .isEqualTo("Request is not valid yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"604801", "-1", "a%20week", ""})
  void presignedUrl_ofAnotherLifetimeThanAWeeks_isRefused(String seconds) throws IOException {
    assertThat(presigned(Instant.now(), seconds).outcome()).isEqualTo("403 AccessDenied");
  }

  private static RawRequest put(String text) {
    return RawRequest.of("PUT", OBJECT).body(text);
  }

  private static void assertRefused(RawRequest request, String outcome) throws IOException {
    assertThat(request.send(endpoint).outcome()).isEqualTo(outcome);
    try (Stream<Path> staged = Files.list(folder.resolve(".staging"))) {
      assertThat(staged).isEmpty();
    }
  }

  private static RawAnswer changed(byte[] request, String from, String to) throws IOException {
    String text = new String(request, StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return RawRequest.send(endpoint, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  /** A GET whose signature is in its query. */
  private static RawAnswer presigned(Instant time, String expires) throws IOException {
    put("x").send(endpoint);
    String date = RawRequest.DATE.format(time);
    SignatureV4 signature = new SignatureV4(TestStorage.KEYS, date);
    String credential =
        URLEncoder.encode(
            TestStorage.KEYS.accessKeyId() + "/" + signature.scope(), StandardCharsets.UTF_8);
    String target =
        OBJECT
            + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=%s"
                .formatted(credential, date)
            + "&X-Amz-Expires=%s&X-Amz-SignedHeaders=host".formatted(expires);
    String signed = signature.presigned("GET", target, endpoint.getAuthority());
    return RawRequest.of("GET", target + "&X-Amz-Signature=" + signed).sendAnonymous(endpoint);
  }
}
