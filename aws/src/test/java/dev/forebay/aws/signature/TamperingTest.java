package dev.forebay.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.aws.protocol.AwsException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is signed is verified, and whatever of it is changed afterwards is refused. */
class TamperingTest {
  private static final int CHANGES = 9;

  @Property(tries = 300)
  void signed_isVerified(
      @ForAll("services") String service, @ForAll("targets") String target, @ForAll byte[] body)
      throws IOException {
    VerifiedRequest verified = Keys.verifier().verify(signed(service, target, body));

    assertThat(verified.body().readAllBytes()).isEqualTo(body);
  }

  @Property(tries = 300)
  void signed_thenChanged_isRefused(
      @ForAll("services") String service,
      @ForAll("targets") String target,
      @ForAll byte[] body,
      @ForAll @IntRange(max = CHANGES - 1) int change) {
    SentRequest request = signed(service, target, body);

    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> Keys.verifier().verify(changed(request, change)).body().readAllBytes());
  }

  @Property(tries = 100)
  void presigned_isVerified_andRefusedOnceChanged(
      @ForAll("services") String service, @ForAll("targets") String target) {
    URI uri =
        Keys.signer(service)
            .presign("GET", URI.create(target), Map.of(), Keys.NOW, Duration.ofMinutes(5));
    SentRequest request =
        SentRequest.of("GET", uri, Map.of("host", uri.getRawAuthority()), new byte[0]);

    assertThat(Keys.verifier().verify(request).key()).isEqualTo(Keys.KEY);
    for (String other :
        new String[] {
          uri.toString().replace("Expires=300", "Expires=301"),
          uri + "&more=1",
          uri.toString().replaceFirst("://([^/]+)/", "://$1/x")
        }) {
      assertThatExceptionOfType(AwsException.class)
          .isThrownBy(() -> Keys.verifier().verify(request.withUri(other)));
    }
  }

  private static SentRequest signed(String service, String target, byte[] body) {
    URI uri = URI.create(target);
    Map<String, String> headers =
        Keys.signer(service)
            .sign("POST", uri, Map.of("x-amz-meta-a", "b c"), Signer.payload(body), Keys.NOW);
    return SentRequest.of("POST", uri, headers, body);
  }

  private static SentRequest changed(SentRequest request, int change) {
    String uri = request.uri().toString();
    return switch (change) {
      case 0 -> request.withMethod("PUT");
      case 1 -> request.withUri(uri.replaceFirst("://([^/]+)/", "://$1/x"));
      case 2 -> request.withUri(uri + (uri.contains("?") ? "&" : "?") + "more");
      case 3 -> request.with("host", "elsewhere");
      case 4 -> request.with("x-amz-date", "20261130T015001Z");
      case 5 -> request.with("x-amz-meta-a", "b d");
      case 6 -> request.withBody(longer(request.body()));
      case 7 -> request.with("authorization", flipped(request.headerText("authorization")));
      default ->
          request.with(
              "authorization",
              request.headerText("authorization").replaceFirst("/\\w+/aws4", "/kms/aws4"));
    };
  }

  private static byte[] longer(byte[] body) {
    return Arrays.copyOf(body, body.length + 1);
  }

  /** The signature with another last digit. */
  private static String flipped(String authorization) {
    int last = authorization.length() - 1;
    char other = authorization.charAt(last) == '0' ? '1' : '0';
    return authorization.substring(0, last) + other;
  }

  @Provide
  Arbitrary<String> services() {
    return Arbitraries.of("s3", "lambda", "sts", "sqs");
  }

  @Provide
  Arbitrary<String> targets() {
    Arbitrary<String> words = Arbitraries.strings().excludeChars('\0').ofMaxLength(8);
    return words
        .list()
        .ofMaxSize(4)
        .flatMap(
            path ->
                words
                    .list()
                    .ofMaxSize(3)
                    .map(query -> "http://localhost:8080/" + path(path) + query(query)));
  }

  private static String path(List<String> segments) {
    return String.join("/", segments.stream().map(TamperingTest::encoded).toList());
  }

  private static String query(List<String> values) {
    if (values.isEmpty()) {
      return "";
    }
    return "?" + String.join("&", values.stream().map(v -> "p=" + encoded(v)).toList());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
