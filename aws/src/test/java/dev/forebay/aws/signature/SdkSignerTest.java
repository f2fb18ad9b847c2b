package dev.forebay.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.aws.protocol.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the SDK for Java signs in each of its ways is verified, and decoded to what was meant. */
class SdkSignerTest {
  private static final URI OBJECT =
      URI.create("https://localhost:9000/bucket/a%20%2B%C3%A9?uploadId=x%2Fy&partNumber=1");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 200_000})
  void payload_signedAsAWhole_isVerified(int length) throws IOException {
    assertVerified(length, _ -> {});
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 200_000})
  void payload_inSignedChunks_isVerified(int length) throws IOException {
    SentRequest request = assertVerified(length, SdkSignerTest::chunked);

    assertThat(request.headerText("x-amz-content-sha256")).isEqualTo(SignedPayload.SIGNED_CHUNKS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 200_000})
  void payload_inSignedChunksWithATrailer_isVerified(int length) throws IOException {
    SentRequest request =
        assertVerified(
            length,
            sign -> {
              chunked(sign);
              checksum(sign);
            });

    assertThat(request.headerText("x-amz-content-sha256"))
        .isEqualTo(SignedPayload.SIGNED_CHUNKS_AND_TRAILER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 200_000})
  void payload_inChunksWithATrailer_isVerified(int length) throws IOException {
    SentRequest request =
        assertVerified(
            length,
            sign -> {
              chunked(sign);
              checksum(sign);
              sign.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
            });

    assertThat(request.headerText("x-amz-content-sha256")).isEqualTo(SignedPayload.CHUNKS);
  }

  @Test
  void payload_unsigned_isVerified() throws IOException {
    SentRequest request =
        assertVerified(
            100, sign -> sign.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));

    assertThat(request.headerText("x-amz-content-sha256")).isEqualTo(SignedPayload.UNSIGNED);
  }

  @Test
  void url_presigned_isVerified() throws IOException {
    assertVerified(
        100,
        sign ->
            sign.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
  }

  @Test
  void path_ofOtherServices_isVerified() {
    URI uri =
        URI.create(
            "https://localhost:8080/2015-03-31/functions/arn%3Aaws%3Alambda%3Aa/x/../invocations");
    SentRequest request =
        sign(
            uri,
            new byte[10],
            sign ->
                sign.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, true)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, true));

    assertThat(Keys.verifier().verify(request).scope().service()).isEqualTo("lambda");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chunks_withAnyByteChanged_areRefused(boolean trailer) {
    SentRequest request =
        sign(
            OBJECT,
            bytes(300),
            sign -> {
              chunked(sign);
              if (trailer) {
                checksum(sign);
              }
            });
    for (int at = 0; at < request.body().length; at++) {
      byte[] changed = request.body().clone();
      changed[at] ^= 1;
      assertThatExceptionOfType(AwsException.class)
          .as("byte %d", at)
          .isThrownBy(
              () -> Keys.verifier().verify(request.withBody(changed)).body().readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chunks_cutAnywhere_areRefused(boolean signed) {
    SentRequest request =
        sign(
            OBJECT,
            bytes(300),
            sign -> {
              chunked(sign);
              checksum(sign);
              sign.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signed);
            });
    for (int length = 0; length < request.body().length; length++) {
      byte[] cut = Arrays.copyOf(request.body(), length);
      assertThatExceptionOfType(AwsException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> Keys.verifier().verify(request.withBody(cut)).body().readAllBytes());
    }
  }

  private static SentRequest assertVerified(
      int length, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how) throws IOException {
    byte[] body = bytes(length);
    SentRequest request = sign(OBJECT, body, how);

    assertThat(Keys.verifier().verify(request).body().readAllBytes()).isEqualTo(body);
    return request;
  }

  private static void chunked(SignRequest.Builder<AwsCredentialsIdentity> sign) {
    sign.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true);
  }

  private static void checksum(SignRequest.Builder<AwsCredentialsIdentity> sign) {
    sign.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
  }

  private static SentRequest sign(
      URI uri, byte[] body, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(uri)
            .putHeader("Content-Length", "" + body.length)
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign -> {
                  sign.identity(
                          AwsCredentialsIdentity.create(Keys.KEY.id(), Keys.KEY.secret().value()))
                      .request(unsigned)
                      .payload(ContentStreamProvider.fromByteArray(body))
                      .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Keys.NOW, ZoneOffset.UTC))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, Keys.REGION)
                      .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                      .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
                  how.accept(sign);
                });
    Map<String, List<String>> headers = new TreeMap<>();
    signed
        .request()
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new SentRequest("PUT", signed.request().getUri(), headers, payload(signed));
  }

  private static byte[] payload(SignedRequest signed) {
    try (var in = signed.payload().orElseThrow().newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
