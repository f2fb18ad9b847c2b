package dev.forebay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.testing.ScriptedServer;
import dev.forebay.testing.ScriptedServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketObjectTest {
  @Test
  void get_ofAnObject_givesBytesAndEtagAndSignsTheRequest() throws IOException {
    var found = new Answer(200, Map.of("ETag", "\"abc\""), "content");
    try (var server = ScriptedServer.start(asked -> found)) {
      try (var content = object(server, "a folder/ü+*&?.json").get()) {
        assertThat(content.stream()).hasContent("content");
        assertThat(content.etag()).isEqualTo("abc");
      }
      var asked = server.asked().getFirst();
      assertThat(asked.line()).isEqualTo("GET /usage/a folder/ü+*&?.json");
      assertThat(asked.headers().get("authorization"))
          .matches(
              "AWS4-HMAC-SHA256 Credential=AKID/\\d{8}/eu-1/s3/aws4_request, "
                  + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}");
    }
  }

  @Test
  void put_ofBytes_signsThemAndTheirType() {
    try (var server = ScriptedServer.start(asked -> Answer.of(200, ""))) {
      object(server, "1.pdf").put("abc".getBytes(StandardCharsets.UTF_8), "application/pdf");

      var asked = server.asked().getFirst();
      assertThat(asked.line()).isEqualTo("PUT /usage/1.pdf");
      assertThat(asked.body()).isEqualTo("abc");
      assertThat(asked.headers())
          .containsEntry("content-type", "application/pdf")
          .containsEntry(
              "x-amz-content-sha256",
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      assertThat(asked.headers().get("authorization")).contains("SignedHeaders=content-type;host");
    }
  }

  @Test
  void get_ofNothing_is404WithTheCodeOfS3() {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>No key.</Message></Error>";
    try (var server = ScriptedServer.start(asked -> Answer.of(404, body))) {
      var error =
          catchThrowableOfType(
              ForebayClientException.class, () -> object(server, "gone.json").get());

      assertThat(error.status()).isEqualTo(404);
      assertThat(error.code()).isEqualTo("NoSuchKey");
      assertThat(error).hasMessage("S3 answered 404 for usage/gone.json: No key.");
    }
  }

  @Test
  void exists_asks_forTheHeadOnly() {
    try (var server = ScriptedServer.start(asked -> headAnswer(asked.target()))) {
      assertThat(object(server, "here").exists()).isTrue();
      assertThat(object(server, "gone").exists()).isFalse();
      assertThatThrownBy(() -> object(server, "secret").exists())
          .isInstanceOf(ForebayClientException.class);
    }
  }

  @Test
  void object_withoutAnObjectStore_saysWhatIsNotSet() {
    assertThatThrownBy(() -> ForebayClient.connect("http://127.0.0.1:1", "k").object("b", "k"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FOREBAY_S3_URL");
  }

  private static Answer headAnswer(String target) {
    return Answer.of(target.endsWith("here") ? 200 : target.endsWith("gone") ? 404 : 403, "");
  }

  private static BucketObject object(ScriptedServer server, String key) {
    return ForebayClient.from(
            Map.of(
                "FOREBAY_URL", "http://127.0.0.1:1",
                "FOREBAY_SECRET_KEY", "sk",
                "FOREBAY_S3_URL", server.url(),
                "FOREBAY_S3_ACCESS_KEY_ID", "AKID",
                "FOREBAY_S3_SECRET_ACCESS_KEY", "secret",
                "FOREBAY_S3_REGION", "eu-1"))
        .object("usage", key);
  }
}
