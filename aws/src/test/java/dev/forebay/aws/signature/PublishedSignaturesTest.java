package dev.forebay.aws.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures that AWS's documentation and its test suite state. */
class PublishedSignaturesTest {
  private static final AccessKey SUITE =
      AccessKey.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final AccessKey S3 =
      AccessKey.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");
  private static final Instant S3_TIME = Instant.parse("2013-05-24T00:00:00Z");

  @Test
  void get_withoutQuery_isTheSuitesVanilla() {
    assertThat(suite("/", ""))
        .isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  @Test
  void get_pathWithDots_isSignedAsNormalized() {
    assertThat(suite("/example/..", "")).isEqualTo(suite("/", ""));
    assertThat(suite("//a/./b//c/", "")).isEqualTo(suite("/a/b/c/", ""));
  }

  @Test
  void s3Object_partOfIt_isTheDocumentations() {
    Map<String, String> headers =
        new Signer(S3, "us-east-1", "s3")
            .sign(
                "GET",
                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                Map.of("range", "bytes=0-9"),
                SigningKey.sha256(""),
                S3_TIME);

    assertThat(headers.get("authorization"))
        .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void s3Object_presigned_isTheDocumentations() {
    URI presigned =
        new Signer(S3, "us-east-1", "s3")
            .presign(
                "GET",
                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                Map.of(),
                S3_TIME,
                Duration.ofDays(1));

    assertThat(presigned.getRawQuery())
        .endsWith("=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void chunks_of66560Bytes_areTheDocumentations() {
    ChunkSignatures chunks =
        new ChunkSignatures(
            SigningKey.of(S3, new CredentialScope("20130524", "us-east-1", "s3")),
            "20130524T000000Z",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");

    assertThat(
            List.of(
                chunks.chunk(SigningKey.sha256("a".repeat(65_536))),
                chunks.chunk(SigningKey.sha256("a".repeat(1024))),
                chunks.chunk(SigningKey.sha256(""))))
        .containsExactly(
            "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
            "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
  }

  @Test
  void signer_payload_isTheBodysSha256() {
    assertThat(Signer.payload("".getBytes(UTF_8)))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static String suite(String path, String query) {
    CanonicalRequest canonical =
        CanonicalRequest.of(
            "service",
            "GET",
            path,
            query,
            List.of("host", "x-amz-date"),
            name -> List.of(name.equals("host") ? "example.amazonaws.com" : "20150830T123600Z"));
    SignatureTime time = new SignatureTime(SUITE_TIME, null);
    CredentialScope scope = new CredentialScope(time.date(), "us-east-1", "service");
    return canonical.signature(SigningKey.of(SUITE, scope), time.text(), SigningKey.sha256(""));
  }
}
