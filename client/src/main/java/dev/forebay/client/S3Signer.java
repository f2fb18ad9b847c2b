package dev.forebay.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests to S3 with AWS's Signature Version 4, payload included, by the signer of AWS's own
 * SDK (see docs/adr/0007-client-s3.md).
 */
final class S3Signer {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity identity;
  private final String region;

  S3Signer(String accessKeyId, String secretAccessKey, String region) {
    this.identity = AwsCredentialsIdentity.create(accessKeyId, secretAccessKey);
    this.region = region;
  }

  /** The signed request, to be sent within 15 minutes. */
  HttpRequest sign(String method, URI uri, Map<String, String> headers, byte[] body) {
    SdkHttpRequest signed =
        signer
            .sign(
                request ->
                    request
                        .identity(identity)
                        .request(unsigned(method, uri, headers))
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofByteArray(body));
    signed.headers().forEach((name, values) -> add(request, name, values));
    return request.build();
  }

  private static SdkHttpRequest unsigned(String method, URI uri, Map<String, String> headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    headers.forEach(request::putHeader);
    return request.build();
  }

  /** The HTTP client sets Host itself, to the same value, and refuses to be given it. */
  private static void add(HttpRequest.Builder request, String name, List<String> values) {
    if (!name.equalsIgnoreCase("Host")) {
      values.forEach(value -> request.header(name, value));
    }
  }
}
