package dev.forebay.http.server;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.http.route.Router.Match;
import dev.forebay.http.route.Routing;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Helidon refuses before a handler runs, in the words of the route that it was meant
 * for as far as that can be told. The connection is closed afterwards.
 */
final class TransportErrors implements DirectHandler {
  private static final ErrorMapper OUTSIDE_ROUTES = new JsonErrors();

  private final Routing routing;
  private final HttpSettings settings;

  private TransportErrors(Routing routing, HttpSettings settings) {
    this.routing = routing;
    this.settings = settings;
  }

  static DirectHandlers handlers(Routing routing, HttpSettings settings) {
    TransportErrors handler = new TransportErrors(routing, settings);
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    Response answer = mapper(request).toResponse(error(status.code()));
    Cors.allowAnyOrigin(request.headers(), headers);
    for (Response.Header header : answer.headers()) {
      headers.add(HeaderValues.create(HeaderNames.create(header.name()), header.value()));
    }
    return TransportResponse.builder()
        .status(Status.create(answer.status()))
        .headers(headers)
        .entity(bytes(answer))
        .keepAlive(false)
        .build();
  }

  private ErrorMapper mapper(TransportRequest request) {
    try {
      return switch (routing.match(HelidonHead.of(request))) {
        case Match.Claimed(Route route) -> route.errors();
        case Match.Found found -> found.route().errors();
        case Match.WrongMethod _, Match.NoRoute _ -> OUTSIDE_ROUTES;
      };
    } catch (ForebayException undecodable) {
      return OUTSIDE_ROUTES;
    }
  }

  private ForebayException error(int status) {
    return switch (status) {
      case 413 -> BodyReader.tooLarge(settings.bodyLimit().bytes());
      case 414 ->
          new ForebayException(
              ErrorCode.URL_TOO_LONG,
              "The URL is longer than %d bytes, which is the limit."
                  .formatted(settings.urlLimit().bytes()),
              "Send less in the URL, or raise http.urlLimit.");
      case 500 ->
          new ForebayException(ErrorCode.INTERNAL, "Forebay failed to answer this request.");
      default -> malformed();
    };
  }

  private static ForebayException malformed() {
    return new ForebayException(
        ErrorCode.MALFORMED_REQUEST,
        "The request is not valid HTTP/1.1, or its headers are larger than %d bytes."
            .formatted(Http1.HEADERS_LIMIT));
  }

  private static byte[] bytes(Response answer) {
    return switch (answer.body()) {
      case Response.Body.Bytes bytes -> bytes.alone();
      case Response.Body.Stream _ ->
          throw new IllegalStateException("an error's answer must be at hand");
    };
  }
}
