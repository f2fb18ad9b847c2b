package dev.forebay.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** S3's requests and answers on the wire, with the bucket in the path. */
final class ObjectApi {
  private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,1000})</Message>");
  private static final int MAX_ERROR_BODY = 10_000;
  private static final byte[] NOTHING = new byte[0];

  private final Transport transport;
  private final URI url;
  private final S3Signer signer;

  ObjectApi(Transport transport, URI url, S3Signer signer) {
    this.transport = transport;
    this.url = url;
    this.signer = signer;
  }

  BucketObject.Content get(String bucket, String key) {
    HttpResponse<InputStream> response = send("GET", bucket, key, Map.of(), NOTHING);
    requireSuccess(response, bucket, key);
    String etag = response.headers().firstValue("ETag").orElse("").replace("\"", "");
    return new BucketObject.Content(response.body(), etag);
  }

  boolean exists(String bucket, String key) {
    HttpResponse<InputStream> response = send("HEAD", bucket, key, Map.of(), NOTHING);
    if (response.statusCode() == 404) {
      discard(response);
      return false;
    }
    requireSuccess(response, bucket, key);
    discard(response);
    return true;
  }

  void put(String bucket, String key, byte[] bytes, String contentType) {
    Map<String, String> headers = Map.of("Content-Type", contentType);
    HttpResponse<InputStream> response = send("PUT", bucket, key, headers, bytes);
    requireSuccess(response, bucket, key);
    discard(response);
  }

  private HttpResponse<InputStream> send(
      String method, String bucket, String key, Map<String, String> headers, byte[] body) {
    URI uri = url.resolve("/" + encode(bucket) + "/" + encode(key).replace("%2F", "/"));
    return transport.sendSafely(
        signer.sign(method, uri, headers, body), BodyHandlers.ofInputStream());
  }

  private static void requireSuccess(
      HttpResponse<InputStream> response, String bucket, String key) {
    if (response.statusCode() / 100 == 2) {
      return;
    }
    String document = discard(response);
    String answered = "S3 answered %d for %s/%s".formatted(response.statusCode(), bucket, key);
    throw new ForebayClientException(
        response.statusCode(),
        first(CODE, document).orElse(null),
        answered + first(MESSAGE, document).map(message -> ": " + message).orElse(""),
        null,
        null);
  }

  private static Optional<String> first(Pattern pattern, String document) {
    Matcher found = pattern.matcher(document);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Ends an answer, so that its connection can serve again: the beginning of its body. */
  private static String discard(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return new String(body.readNBytes(MAX_ERROR_BODY), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ForebayClientException("the answer of S3 broke off", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
