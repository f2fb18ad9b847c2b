package dev.forebay.http.server;

import dev.forebay.http.RequestHead;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.HttpPrologue;
import io.helidon.http.ServerRequestHeaders;
import java.util.Optional;

/** A {@link RequestHead} over what Helidon has parsed. */
record HelidonHead(String method, String rawPath, String rawQuery, ServerRequestHeaders headers)
    implements RequestHead {

  static HelidonHead of(HttpPrologue prologue, ServerRequestHeaders headers) {
    return new HelidonHead(
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.hasQuery() ? prologue.query().rawValue() : "",
        headers);
  }

  /** The head of a request that Helidon refused before it reached the dispatcher. */
  static HelidonHead of(TransportRequest request) {
    String target = request.path();
    int question = target.indexOf('?');
    return new HelidonHead(
        request.method(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        request.headers());
  }

  @Override
  public Optional<String> header(String name) {
    return headers.first(KnownNames.of(name)).map(String::strip);
  }
}
