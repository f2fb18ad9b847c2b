package dev.forebay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a table of HTTP behaviour: a request, and the whole answer that is expected.
 *
 * <pre>
 * Scenario.of("an unknown table", "GET /rest/v1/nothing")
 *     .with("apikey", KEY)
 *     .expect(404, "{\"code\":\"FB201\",…}")
 *     .run(client);
 * </pre>
 *
 * <p>The body is compared as a whole. Of the headers only the named ones are.
 *
 * @param name what the row shows
 * @param method the request's method
 * @param path the request's path and query, encoded
 * @param headers the request's headers
 * @param body the request's body, empty for none
 * @param status the expected status
 * @param expectedHeaders the headers that the answer must have, with these values
 * @param expectedBody the whole expected body
 */
public record Scenario(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    int status,
    Map<String, String> expectedHeaders,
    String expectedBody) {

  /** Copies the headers. */
  public Scenario {
    headers = Map.copyOf(headers);
    expectedHeaders = Map.copyOf(expectedHeaders);
  }

  /** A row by its request line, such as {@code GET /invoice/7}; it expects an empty 200. */
  public static Scenario of(String name, String requestLine) {
    int space = requestLine.indexOf(' ');
    return new Scenario(
        name,
        requestLine.substring(0, space),
        requestLine.substring(space + 1),
        Map.of(),
        "",
        200,
        Map.of(),
        "");
  }

  /** The same row, sending one more header. */
  public Scenario with(String header, String value) {
    return new Scenario(
        name,
        method,
        path,
        plus(headers, header, value),
        body,
        status,
        expectedHeaders,
        expectedBody);
  }

  /** The same row, sending a body. */
  public Scenario sending(String body) {
    return new Scenario(name, method, path, headers, body, status, expectedHeaders, expectedBody);
  }

  /** The same row, expecting this answer. */
  public Scenario expect(int status, String expectedBody) {
    return new Scenario(name, method, path, headers, body, status, expectedHeaders, expectedBody);
  }

  /** The same row, expecting one more header. */
  public Scenario expectHeader(String header, String value) {
    return new Scenario(
        name,
        method,
        path,
        headers,
        body,
        status,
        plus(expectedHeaders, header, value),
        expectedBody);
  }

  /** Sends the request and compares the answer. */
  public void run(TestClient client) {
    TestClient sender = client;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      sender = sender.with(header.getKey(), header.getValue());
    }
    HttpResponse<String> answer = sender.send(method, path, body);
    assertThat(answer.statusCode() + " " + answer.body())
        .as(toString())
        .isEqualTo(status + " " + expectedBody);
    expectedHeaders.forEach(
        (header, value) ->
            assertThat(answer.headers().allValues(header))
                .as("%s: header %s", this, header)
                .containsExactly(value));
  }

  /** The row's name and request line, for JUnit's reports. */
  @Override
  public String toString() {
    return name + ": " + method + " " + path;
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}
