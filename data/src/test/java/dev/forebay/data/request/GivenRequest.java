package dev.forebay.data.request;

import dev.forebay.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as given, for the table {@code t} unless another is named. */
@SuppressWarnings("ArrayRecordComponent")
public record GivenRequest(
    String method,
    String table,
    List<QueryParameter> query,
    Map<String, List<String>> headers,
    byte[] body)
    implements Request {

  /** The limits of requests in tests: 100 filters, 5 embeds deep. */
  public static final Limits LIMITS = new Limits(100, 5);

  /** A request for the table {@code t}. */
  public GivenRequest(
      String method, List<QueryParameter> query, Map<String, List<String>> headers, byte[] body) {
    this(method, "t", query, headers, body);
  }

  /** A GET with this query, decoded: {@code a=eq.1&b=is.null}. */
  public static GivenRequest get(String query) {
    return new GivenRequest("GET", parameters(query), Map.of(), new byte[0]);
  }

  /** A request with a body. */
  public static GivenRequest sending(String method, String query, String body) {
    return new GivenRequest(
        method, parameters(query), Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same request with a header. */
  public GivenRequest with(String name, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(values));
    return new GivenRequest(method, table, query, more, body);
  }

  /** The same request for another table. */
  public GivenRequest into(String other) {
    return new GivenRequest(method, other, query, headers, body);
  }

  private static List<QueryParameter> parameters(String query) {
    return query.isEmpty()
        ? List.of()
        : List.of(query.split("&", -1)).stream()
            .map(pair -> pair.split("=", 2))
            .map(pair -> new QueryParameter(pair[0], pair[1]))
            .toList();
  }

  @Override
  public String rawPath() {
    return path();
  }

  @Override
  public String path() {
    return "/rest/v1/" + table;
  }

  @Override
  public String pathParameter(String name) {
    return table;
  }

  @Override
  public Map<String, String> pathParameters() {
    return Map.of("table", table);
  }

  @Override
  public String rawQuery() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }
}
