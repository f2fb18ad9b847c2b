package dev.forebay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client for tests: one base URL, headers that every request has, bodies as text. Any thread may
 * use it.
 */
public final class TestClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final String baseUrl;
  private final Map<String, String> headers;

  private TestClient(HttpClient http, String baseUrl, Map<String, String> headers) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.headers = Map.copyOf(headers);
  }

  /** A client of a server on the loopback address. */
  public static TestClient of(int port) {
    return of("http://127.0.0.1:" + port);
  }

  /** A client of a server by its URL, without a slash at the end. */
  public static TestClient of(String baseUrl) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new TestClient(http, baseUrl, Map.of());
  }

  /** The same client, sending one more header with each request. */
  public TestClient with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new TestClient(http, baseUrl, more);
  }

  /** The same client, authenticating with a key as the Supabase clients do. */
  public TestClient withKey(String key) {
    return with("apikey", key).with("Authorization", "Bearer " + key);
  }

  /** The answer to GET. */
  public HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  /** The answer to POST of a JSON text. */
  public HttpResponse<String> post(String path, String json) {
    return with("Content-Type", "application/json").send("POST", path, json);
  }

  /** The answer to PUT of a JSON text. */
  public HttpResponse<String> put(String path, String json) {
    return with("Content-Type", "application/json").send("PUT", path, json);
  }

  /** The answer to PATCH with a JSON text. */
  public HttpResponse<String> patch(String path, String json) {
    return with("Content-Type", "application/json").send("PATCH", path, json);
  }

  /** The answer to DELETE. */
  public HttpResponse<String> delete(String path) {
    return send("DELETE", path, "");
  }

  /** The answer to any request; an empty body is none. */
  public HttpResponse<String> send(String method, String path, String body) {
    BodyPublisher publisher =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(DEADLINE)
            .method(method, publisher);
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends the connections of this client and of every client made from it. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
