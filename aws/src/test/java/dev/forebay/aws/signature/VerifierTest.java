package dev.forebay.aws.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.AwsProtocol;
import dev.forebay.aws.protocol.CommonError;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final URI OBJECT = URI.create("http://localhost:9000/bucket/a%20b?partNumber=1");
  private static final byte[] BODY = "hello".getBytes(UTF_8);

  @Test
  void verify_signedRequest_isItsKeysWithItsBody() throws IOException {
    VerifiedRequest signed = Keys.verifier().verify(signed());

    assertThat(signed.key()).isEqualTo(Keys.KEY);
    assertThat(signed.scope()).isEqualTo(new CredentialScope("20261130", Keys.REGION, "s3"));
    assertThat(signed.body().readAllBytes()).isEqualTo(BODY);
  }

  @Test
  void verify_bodyOfOtherBytes_failsAtItsEnd() {
    VerifiedRequest signed = Keys.verifier().verify(signed().withBody("hullo".getBytes(UTF_8)));

    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> signed.body().readAllBytes())
        .satisfies(e -> assertThat(e.error()).isEqualTo(CommonError.WRONG_BODY));
  }

  @Test
  void verify_serviceWithoutContentHash_hashesTheBody() throws IOException {
    SentRequest request = signed("sts", BODY).without("x-amz-content-sha256");
    SentRequest resigned = withoutContentHash(request);

    assertThat(Keys.verifier().verify(resigned).body().readAllBytes()).isEqualTo(BODY);
    assertRefused(resigned.withBody(new byte[0]), CommonError.WRONG_SIGNATURE);
  }

  @Test
  void verify_s3WithoutContentHash_isRefused() {
    SentRequest request = withoutContentHash(signed("s3", BODY).without("x-amz-content-sha256"));

    assertRefused(request, CommonError.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "-900, ",
    "900, ",
    "-901, SKEWED",
    "901, SKEWED",
    "-1200, SKEWED",
  })
  void verify_clockThatIsOff_isGoodFor15Minutes(int seconds, CommonError error) {
    assertOutcome(Keys.verifierAt(Keys.NOW.plusSeconds(seconds)), signed(), error);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 59, ",
    "60, 60, EXPIRED",
    "60, -900, ",
    "60, -901, EXPIRED",
    "604800, 604799, ",
    "0, 0, EXPIRED"
  })
  void verify_presigned_isGoodForItsTime(int validity, int seconds, CommonError error) {
    SentRequest request = presigned("s3", Duration.ofSeconds(validity));

    assertOutcome(Keys.verifierAt(Keys.NOW.plusSeconds(seconds)), request, error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"604801", "-1", "", "1h", "99999999999999999999"})
  void verify_presignedForAnotherTimeThanAWeek_isRefused(String validity) {
    String uri = presigned("s3", Duration.ofMinutes(1)).uri().toString();
    CommonError error =
        validity.isEmpty() ? CommonError.MALFORMED_SIGNATURE : CommonError.MALFORMED_TIME;

    assertRefused(get(uri.replace("Expires=60", "Expires=" + validity)), error);
  }

  @Test
  void verify_presignedOfS3_takesAnyBody_ofOthersNone() throws IOException {
    SentRequest s3 = presigned("s3", Duration.ofMinutes(1)).withBody(BODY);
    SentRequest sts = presigned("sts", Duration.ofMinutes(1));

    assertThat(Keys.verifier().verify(s3).body().readAllBytes()).isEqualTo(BODY);
    assertThat(Keys.verifier().verify(sts).body().readAllBytes()).isEmpty();
    assertRefused(sts.withBody(BODY), CommonError.WRONG_SIGNATURE);
  }

  @Test
  void verify_presignedWithItsBodysHash_takesThatBodyOnly() throws IOException {
    Map<String, String> hash = Map.of("x-amz-content-sha256", Signer.payload(BODY));
    URI uri = Keys.signer("s3").presign("PUT", OBJECT, hash, Keys.NOW, Duration.ofMinutes(1));
    SentRequest request =
        SentRequest.of("PUT", uri, Map.of("host", "localhost:9000"), BODY)
            .with("x-amz-content-sha256", Signer.payload(BODY));

    assertThat(Keys.verifier().verify(request).body().readAllBytes()).isEqualTo(BODY);
    VerifiedRequest other = Keys.verifier().verify(request.withBody(new byte[3]));
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> other.body().readAllBytes())
        .satisfies(e -> assertThat(e.error()).isEqualTo(CommonError.WRONG_BODY));
  }

  @Test
  void verify_otherRegion_isRefusedWithTheRightOne() {
    SentRequest request = signed(new Signer(Keys.KEY, "us-east-1", "s3"));

    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> Keys.verifier().verify(request))
        .satisfies(e -> assertThat(e.error()).isEqualTo(CommonError.WRONG_SCOPE))
        .satisfies(e -> assertThat(e.members()).containsEntry("Region", Keys.REGION));
  }

  @Test
  void verify_otherKeyOrSecret_isRefused() {
    assertRefused(
        signed(new Signer(AccessKey.of("other", "secret"), Keys.REGION, "s3")),
        CommonError.UNKNOWN_KEY);
    assertRefused(
        signed(new Signer(AccessKey.of(Keys.KEY.id(), "other"), Keys.REGION, "s3")),
        CommonError.WRONG_SIGNATURE);
  }

  @Test
  void verify_headerThatMustBeSigned_isRefusedWhereItIsNot() {
    assertRefused(signed().with("x-amz-copy-source", "/b/secret"), CommonError.UNSIGNED_HEADER);
    assertRefused(signed().with("x-amz-meta-a", "b"), CommonError.UNSIGNED_HEADER);
    assertRefused(
        signed().with("authorization", authorization().replace("host;", "")),
        CommonError.UNSIGNED_HEADER);
    assertOutcome(Keys.verifier(), signed().with("user-agent", "b"), null);
  }

  @Test
  void verify_sessionToken_isRefused() {
    assertRefused(signed().with("x-amz-security-token", "t"), CommonError.UNKNOWN_TOKEN);
  }

  @Test
  void verify_dateHeader_standsInForXAmzDate() {
    SentRequest request = withDate(DateTimeFormatter.RFC_1123_DATE_TIME);

    assertOutcome(Keys.verifier(), request, null);
    assertRefused(request.without("date"), CommonError.MALFORMED_TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20261130", "20261130T0150Z", "20261330T015000Z", "20260230T015000Z"})
  void verify_dateThatIsNone_isRefused(String date) {
    assertRefused(signed().with("x-amz-date", date), CommonError.MALFORMED_TIME);
  }

  @Test
  void verify_scopeOfAnotherDay_isRefused() {
    assertRefused(signed().with("x-amz-date", "20261129T235959Z"), CommonError.MALFORMED_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 nonsense",
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c",
        "AWS4-HMAC-SHA256 Credential=a/20261130/r/s3/aws4_request, SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=/20261130/r/s3/aws4_request, SignedHeaders=host, Signature=0",
        "AWS4-ECDSA-P256-SHA256 Credential=a/20261130/s3/aws4_request, Signature=0",
      })
  void verify_authorizationThatIsNone_isRefused(String header) {
    assertRefused(signed().with("authorization", header), CommonError.MALFORMED_SIGNATURE);
  }

  @Test
  void verify_partsGivenTwice_areRefused() {
    SentRequest both =
        presigned("s3", Duration.ofMinutes(1)).with("authorization", authorization());

    assertRefused(both, CommonError.MALFORMED_SIGNATURE);
    assertRefused(
        signed().with("authorization", authorization(), authorization()),
        CommonError.MALFORMED_SIGNATURE);
    assertRefused(
        signed().with("authorization", authorization() + ", Signature=" + "0".repeat(64)),
        CommonError.MALFORMED_SIGNATURE);
    assertRefused(
        get(presigned("s3", Duration.ofMinutes(1)).uri() + "&X-Amz-Expires=600"),
        CommonError.MALFORMED_SIGNATURE);
  }

  @Test
  void verify_nothingSigned_isRefused() {
    assertRefused(signed().without("authorization"), CommonError.UNSIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"})
  void verify_contentHashThatIsNone_isRefused(String hash) {
    SentRequest request =
        SentRequest.of(
            "PUT", OBJECT, Keys.signer("s3").sign("PUT", OBJECT, Map.of(), hash, Keys.NOW), BODY);

    assertRefused(request, CommonError.INVALID_ARGUMENT);
  }

  @Test
  void errors_haveTheCodesOfTheirProtocols() {
    assertThat(CommonError.WRONG_SIGNATURE.code(AwsProtocol.REST_XML))
        .isEqualTo("SignatureDoesNotMatch");
    assertThat(CommonError.WRONG_SIGNATURE.code(AwsProtocol.AWS_JSON))
        .isEqualTo("InvalidSignatureException");
    assertThat(CommonError.UNKNOWN_KEY.code(AwsProtocol.QUERY)).isEqualTo("InvalidClientTokenId");
  }

  private static SentRequest signed() {
    return signed("s3", BODY);
  }

  private static SentRequest signed(Signer signer) {
    Map<String, String> headers =
        signer.sign("PUT", OBJECT, Map.of(), Signer.payload(BODY), Keys.NOW);
    return SentRequest.of("PUT", OBJECT, headers, BODY);
  }

  private static SentRequest signed(String service, byte[] body) {
    Map<String, String> headers =
        Keys.signer(service).sign("PUT", OBJECT, Map.of(), Signer.payload(body), Keys.NOW);
    return SentRequest.of("PUT", OBJECT, headers, body);
  }

  private static String authorization() {
    return signed().headerText("authorization");
  }

  private static SentRequest presigned(String service, Duration validity) {
    URI uri = Keys.signer(service).presign("GET", OBJECT, Map.of(), Keys.NOW, validity);
    return get(uri.toString());
  }

  private static SentRequest get(String uri) {
    return SentRequest.of("GET", URI.create(uri), Map.of("host", "localhost:9000"), new byte[0]);
  }

  /** As clients of other services than S3 sign: the hash is on the payload's line only. */
  private static SentRequest withoutContentHash(SentRequest request) {
    return resigned(request, List.of("host", "x-amz-date"), request.headerText("authorization"));
  }

  private static SentRequest withDate(DateTimeFormatter form) {
    SentRequest dated =
        signed().without("x-amz-date").with("date", form.format(Keys.NOW.atZone(ZoneOffset.UTC)));
    return resigned(
        dated, List.of("date", "host", "x-amz-content-sha256"), dated.headerText("authorization"));
  }

  private static SentRequest resigned(
      SentRequest request, List<String> signed, String authorization) {
    String service = authorization.replaceAll(".*/(\\w+)/aws4_request.*", "$1");
    SignatureTime time = new SignatureTime(Keys.NOW, null);
    CredentialScope scope = new CredentialScope(time.date(), Keys.REGION, service);
    String signature =
        CanonicalRequest.of(
                service,
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                signed,
                request::headers)
            .signature(
                SigningKey.of(Keys.KEY, scope), time.text(), SigningKey.sha256(request.body()));
    return request.with(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s"
            .formatted(Keys.KEY.id(), scope.text(), String.join(";", signed), signature));
  }

  private static void assertRefused(SentRequest request, CommonError error) {
    assertOutcome(Keys.verifier(), request, error);
  }

  private static void assertOutcome(
      Verifier verifier, SentRequest request, @Nullable CommonError error) {
    if (error == null) {
      verifier.verify(request);
    } else {
      assertThatExceptionOfType(AwsException.class)
          .isThrownBy(() -> verifier.verify(request))
          .satisfies(e -> assertThat(e.error()).isEqualTo(error));
    }
  }
}
