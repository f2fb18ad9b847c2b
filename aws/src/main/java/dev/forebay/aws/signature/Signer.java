package dev.forebay.aws.signature;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs requests with a key, for one region and service.
 *
 * @param key what is signed with
 * @param region for instance {@code us-east-1}
 * @param service as AWS names it in credentials, for instance {@code s3}
 */
public record Signer(AccessKey key, String region, String service) {
  /** The one algorithm that is spoken here. */
  public static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /**
   * The headers with which the request is to be sent: those given, and {@code host}, {@code
   * x-amz-date}, {@code x-amz-content-sha256} and {@code authorization}. All are signed.
   *
   * @param headers by name in lower case
   * @param payload the SHA-256 of the body in hex, or what stands for one
   */
  public Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, String payload, Instant time) {
    SignatureTime signed = new SignatureTime(time, null);
    Map<String, String> all = new TreeMap<>(headers);
    all.put("host", uri.getRawAuthority());
    all.put("x-amz-date", signed.text());
    all.put("x-amz-content-sha256", payload);
    String signature = signature(method, uri, all, payload, signed);
    all.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ALGORITHM,
                key.id(),
                scope(signed).text(),
                String.join(";", all.keySet()),
                signature));
    return all;
  }

  /** The SHA-256 of a body, as it is signed. */
  public static String payload(byte[] body) {
    return SigningKey.sha256(body);
  }

  /**
   * The URI with its signature in the query: for any body with S3, for none with other services.
   *
   * @param headers which must be sent with it, by name in lower case
   * @param validity from the time on, 7 days at most
   */
  public URI presign(
      String method, URI uri, Map<String, String> headers, Instant time, Duration validity) {
    SignatureTime signed = new SignatureTime(time, validity);
    Map<String, String> all = new TreeMap<>(headers);
    all.put("host", uri.getRawAuthority());
    List<String> query = new ArrayList<>();
    if (uri.getRawQuery() != null) {
      query.add(uri.getRawQuery());
    }
    query.add("X-Amz-Algorithm=" + ALGORITHM);
    query.add("X-Amz-Credential=" + UriEncoding.text(key.id() + "/" + scope(signed).text()));
    query.add("X-Amz-Date=" + signed.text());
    query.add("X-Amz-Expires=" + validity.toSeconds());
    query.add("X-Amz-SignedHeaders=" + UriEncoding.text(String.join(";", all.keySet())));
    URI unsigned = withQuery(uri, String.join("&", query));
    String payload = service.equals("s3") ? SignedPayload.UNSIGNED : SigningKey.sha256("");
    query.add("X-Amz-Signature=" + signature(method, unsigned, all, payload, signed));
    return withQuery(uri, String.join("&", query));
  }

  private String signature(
      String method, URI uri, Map<String, String> headers, String payload, SignatureTime time) {
    String query = uri.getRawQuery();
    CanonicalRequest canonical =
        CanonicalRequest.of(
            service,
            method,
            uri.getRawPath(),
            query == null ? "" : query,
            List.copyOf(headers.keySet()),
            name -> List.of(headers.getOrDefault(name, "")));
    return canonical.signature(SigningKey.of(key, scope(time)), time.text(), payload);
  }

  private CredentialScope scope(SignatureTime time) {
    return new CredentialScope(time.date(), region, service);
  }

  private static URI withQuery(URI uri, String rawQuery) {
    return URI.create(
        uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + "?" + rawQuery);
  }
}
