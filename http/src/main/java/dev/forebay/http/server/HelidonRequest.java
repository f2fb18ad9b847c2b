package dev.forebay.http.server;

import dev.forebay.http.PercentEncoding;
import dev.forebay.http.QueryString;
import dev.forebay.http.Request;
import dev.forebay.http.route.Router;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Request} over Helidon's; used by the request's own thread only. */
final class HelidonRequest implements Request {
  private final ServerRequest request;
  private final HttpPrologue prologue;
  private final Router.Match.Found match;
  private final long bodyLimit;
  private @Nullable List<QueryParameter> query;
  private @Nullable BodyReader reader;
  private byte @Nullable [] body;

  HelidonRequest(ServerRequest request, Router.Match.Found match, long bodyLimit) {
    this.request = request;
    this.prologue = request.prologue();
    this.match = match;
    this.bodyLimit = bodyLimit;
  }

  /** Whether the client went away while its body was read. */
  boolean broken() {
    return reader != null && reader.broken();
  }

  /** Whether the rest of the body was refused. */
  boolean refused() {
    return reader != null && reader.refused();
  }

  @Override
  public String method() {
    return prologue.method().text();
  }

  @Override
  public String rawPath() {
    return prologue.uriPath().rawPath();
  }

  @Override
  public String path() {
    return PercentEncoding.decodePath(rawPath());
  }

  @Override
  public String pathParameter(String name) {
    int index = match.names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no parameter " + name + " in the template " + match.route().path());
    }
    return match.values().get(index);
  }

  @Override
  public Map<String, String> pathParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < match.names().size(); i++) {
      parameters.put(match.names().get(i), match.values().get(i));
    }
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public String rawQuery() {
    return prologue.hasQuery() ? prologue.query().rawValue() : "";
  }

  @Override
  public List<QueryParameter> query() {
    List<QueryParameter> parsed = query;
    if (parsed == null) {
      parsed = QueryString.parse(rawQuery());
      query = parsed;
    }
    return parsed;
  }

  @Override
  public Optional<String> header(String name) {
    return request.headers().first(KnownNames.of(name)).map(String::strip);
  }

  @Override
  public List<String> headers(String name) {
    HeaderName known = KnownNames.of(name);
    return request.headers().contains(known)
        ? request.headers().get(known).allValues().stream().map(String::strip).toList()
        : List.of();
  }

  @Override
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : request.headers()) {
      headers.put(
          header.name().toLowerCase(Locale.ROOT),
          header.allValues().stream().map(String::strip).toList());
    }
    return Collections.unmodifiableMap(headers);
  }

  @Override
  public byte[] body() {
    byte[] bytes = body;
    if (bytes == null) {
      bytes = readBody();
      body = bytes;
    }
    return bytes;
  }

  @Override
  public InputStream bodyStream() {
    BodyReader stream = reader;
    if (stream == null) {
      stream = new BodyReader(entity(), bodyLimit);
      reader = stream;
    }
    return stream;
  }

  @Override
  public String remoteAddress() {
    return request.remotePeer().host();
  }

  private byte[] readBody() {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try {
      return bodyStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream entity() {
    return request.content().hasEntity()
        ? request.content().inputStream()
        : InputStream.nullInputStream();
  }
}
