package dev.forebay.aws.signature;

import dev.forebay.http.PercentEncoding;
import dev.forebay.http.QueryString;
import dev.forebay.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as it would arrive; headers by name in lower case. */
@SuppressWarnings("ArrayRecordComponent")
record SentRequest(String method, URI uri, Map<String, List<String>> headers, byte[] body)
    implements Request {

  static SentRequest of(String method, URI uri, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new SentRequest(method, uri, lists, body);
  }

  SentRequest with(String name, String... values) {
    Map<String, List<String>> more = new TreeMap<>(headers);
    more.put(name, List.of(values));
    return new SentRequest(method, uri, more, body);
  }

  SentRequest without(String name) {
    Map<String, List<String>> fewer = new TreeMap<>(headers);
    fewer.remove(name);
    return new SentRequest(method, uri, fewer, body);
  }

  SentRequest withMethod(String other) {
    return new SentRequest(other, uri, headers, body);
  }

  SentRequest withUri(String other) {
    return new SentRequest(method, URI.create(other), headers, body);
  }

  SentRequest withBody(byte[] other) {
    return new SentRequest(method, uri, headers, other);
  }

  String headerText(String name) {
    return header(name).orElseThrow();
  }

  @Override
  public String path() {
    return PercentEncoding.decodePath(rawPath());
  }

  @Override
  public String rawPath() {
    return uri.getRawPath();
  }

  @Override
  public String rawQuery() {
    return uri.getRawQuery() == null ? "" : uri.getRawQuery();
  }

  @Override
  public List<QueryParameter> query() {
    return QueryString.parse(rawQuery());
  }

  @Override
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public String pathParameter(String name) {
    throw new IllegalArgumentException(name);
  }

  @Override
  public Map<String, String> pathParameters() {
    return Map.of();
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }
}
