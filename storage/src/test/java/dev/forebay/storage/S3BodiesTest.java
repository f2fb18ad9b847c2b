package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That an object is there with all its bytes and its event, or nothing of it is. */
class S3BodiesTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final String OBJECT = "/" + WATCHED + "/body";

  @TempDir private static Path folder;
  private static TestStorage storage;
  private static URI endpoint;

  @BeforeAll
  static void start() {
    storage = TestStorage.start(folder, DB.database(), TestStorage::countDelivery);
    endpoint = storage.endpoint();
  }

  @AfterEach
  void remove() {
    storage.s3().deleteObject(r -> r.bucket(WATCHED).key("body"));
    DB.run("DELETE FROM deliveries");
  }

  @AfterAll
  static void stop() {
    storage.close();
    DB.close();
  }

  @Test
  void chunkedBody_signedChunkByChunk_isStoredWithoutItsFrames() throws IOException {
    RawAnswer answer = chunked("x".repeat(70_000), "y".repeat(10), "z").send(endpoint);

    assertThat(answer.outcome()).isEqualTo("200");
    assertThat(Files.readString(folder.resolve(WATCHED).resolve("body")))
        .isEqualTo("x".repeat(70_000) + "y".repeat(10) + "z");
    assertThat(deliveries()).isEqualTo(1);
  }

  @Test
  void chunkedBody_empty_isAnEmptyObject() throws IOException {
    assertThat(chunked().send(endpoint).outcome()).isEqualTo("200");
    assertThat(folder.resolve(WATCHED).resolve("body")).isEmptyFile();
  }

  @Test
  void chunkedBody_changedOnItsWay_storesNothing() throws IOException {
    assertThat(changed("second", "s3cond").outcome()).isEqualTo("403 SignatureDoesNotMatch");
    assertNothing();
    assertThat(changed("6;chunk-signature", "5;chunk-signature").status()).isBetween(400, 403);
    assertNothing();
    assertThat(changed("6;chunk-signature", "FFFFFFFF;chunk-signature").status())
        .isBetween(400, 403);
    assertNothing();
    assertThat(changed("6;chunk-signature", "-6;chunk-signature").status()).isBetween(400, 403);
    assertNothing();
  }

  @Test
  void chunkedBody_withoutItsLastChunks_storesNothing() throws IOException {
    byte[] whole = chunked("first", "second").bytes(endpoint);
    String text = new String(whole, StandardCharsets.UTF_8);

    for (String cut : List.of("\r\n0;chunk", "\r\n6;chunk", "cond\r\n")) {
      byte[] begun = Arrays.copyOf(whole, text.indexOf(cut));
      RawAnswer answer = RawRequest.send(endpoint, begun);
      assertThat(answer.status()).as(cut + answer).isIn(0, 400);
      assertNothing();
    }
  }

  @Test
  void chunkedBody_ofAnotherLengthThanAnnounced_storesNothing() throws IOException {
    for (String length : List.of("4", "6", "0", "-1", "", "5000000000")) {
      RawRequest request = chunked("hello").header("x-amz-decoded-content-length", length);

      assertThat(request.send(endpoint).status()).as(length).isBetween(400, 411);
      assertNothing();
    }
  }

  @ParameterizedTest
  @CsvSource({"hello,200", "jello,400 BadDigest"})
  void checksum_afterTheBody_isCompared(String checked, String outcome) throws IOException {
    String body = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:" + crc32(checked) + "\r\n\r\n";
    RawRequest request =
        put()
            .body(body)
            .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
            .header("x-amz-decoded-content-length", "5")
            .header("x-amz-trailer", "x-amz-checksum-crc32");

    assertThat(request.send(endpoint).outcome()).isEqualTo(outcome);
    assertThat(deliveries()).isEqualTo(outcome.equals("200") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32,AAAAAA==,400 BadDigest",
    "content-md5,XUFAKrxLKna5cZ2REBfFkg==,200",
    "content-md5,1B2M2Y8AsgTpgAmY7PhCfg==,400 BadDigest",
    "content-md5,nonsense,400 InvalidDigest"
  })
  void checksum_inAHeader_isCompared(String name, String value, String outcome) throws IOException {
    assertThat(put().body("hello").header(name, value).send(endpoint).outcome()).isEqualTo(outcome);
    assertThat(deliveries()).isEqualTo(outcome.equals("200") ? 1 : 0);
  }

  @Test
  void body_thatBreaksOff_storesNothing() throws Exception {
    byte[] whole = put().body("x".repeat(1 << 20)).bytes(endpoint);
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.getOutputStream().write(whole, 0, whole.length - 1000);
      Eventually.until("the upload has begun", () -> !staged().isEmpty());
    }
    Eventually.until("nothing of it is left", () -> staged().isEmpty());
    assertNothing();
  }

  @ParameterizedTest
  @CsvSource({"public-read,403", "private,200"})
  void object_madePublic_isRefused(String acl, int status) throws IOException {
    assertThat(put().body("x").header("x-amz-acl", acl).send(endpoint).status()).isEqualTo(status);
  }

  private static RawRequest put() {
    return RawRequest.of("PUT", OBJECT);
  }

  private static RawRequest chunked(String... chunks) {
    return put().chunks(chunks);
  }

  private static RawAnswer changed(String from, String to) throws IOException {
    String whole = new String(chunked("first", "second").bytes(endpoint), StandardCharsets.UTF_8);
    assertThat(whole).contains(from);
    return RawRequest.send(endpoint, whole.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertNothing() {
    assertThat(folder.resolve(WATCHED).resolve("body")).doesNotExist();
    assertThat(staged()).isEmpty();
    assertThat(deliveries()).isZero();
  }

  private static List<Path> staged() {
    try {
      return storage.staged();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long deliveries() {
    return TestStorage.deliveries(DB);
  }

  private static String crc32(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
