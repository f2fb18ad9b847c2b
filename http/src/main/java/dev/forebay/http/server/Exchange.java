package dev.forebay.http.server;

import dev.forebay.base.Diagnosis;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.PercentEncoding;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.http.route.Router.Match;
import dev.forebay.http.route.Router.Match.Found;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, from the route table to the last byte, on the request's thread. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final ErrorMapper OUTSIDE_ROUTES = new JsonErrors();

  private final Dispatcher dispatcher;
  private final RoutingRequest in;
  private final RoutingResponse out;
  private final HttpPrologue prologue;
  private ErrorMapper errors = OUTSIDE_ROUTES;
  private @Nullable HelidonRequest request;
  private @Nullable RequestId id;
  private RequestTimers timers;
  private int status;
  private boolean placed;

  Exchange(Dispatcher dispatcher, RoutingRequest in, RoutingResponse out) {
    this.dispatcher = dispatcher;
    this.in = in;
    this.out = out;
    this.prologue = in.prologue();
    this.timers = dispatcher.meters().unrouted();
  }

  /**
   * Answers the request.
   *
   * @throws CloseConnectionException where the client is gone, or must see that its answer was cut
   */
  void run() {
    long begin = System.nanoTime();
    try {
      send(answer());
    } catch (CloseConnectionException e) {
      throw e;
    } catch (Throwable e) {
      fail(e);
    } finally {
      if (placed) {
        dispatcher.places().release();
      }
      timers.of(prologue.method().text()).record(status, System.nanoTime() - begin);
    }
  }

  private Response answer() {
    String path = prologue.uriPath().rawPath();
    PercentEncoding.requireVisibleAscii(path);
    if (prologue.hasQuery()) {
      PercentEncoding.requireVisibleAscii(prologue.query().rawValue());
    }
    if (!path.startsWith("/")) {
      throw new ForebayException(
          ErrorCode.MALFORMED_REQUEST, "The request's target must be a path.", "Start it with /.");
    }
    return switch (dispatcher.routing().match(HelidonHead.of(prologue, in.headers()))) {
      case Match.Claimed(Route route) -> handle(reached(new Found(route, List.of(), List.of())));
      case Found found -> handlePlain(reached(found));
      case Match.WrongMethod(Set<String> allowed) -> wrongMethod(allowed);
      case Match.NoRoute _ ->
          throw new ForebayException(ErrorCode.NO_SUCH_ROUTE, "Nothing answers this path.");
    };
  }

  private Found reached(Found found) {
    errors = found.route().errors();
    timers = dispatcher.meters().of(found.route());
    return found;
  }

  /** Routes take plain bodies only; others are FB105. */
  private Response handlePlain(Found found) {
    if (in.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "A body with a Content-Encoding is not taken.",
          "Send it without compression.");
    }
    return handle(found);
  }

  private Response handle(Found found) {
    takePlace();
    HelidonRequest exchanged = new HelidonRequest(in, found, dispatcher.bodyLimit());
    request = exchanged;
    return found.route().handler().handle(exchanged);
  }

  private void takePlace() {
    placed = dispatcher.places().tryAcquire();
    if (!placed) {
      throw new ForebayException(
          ErrorCode.OVERLOADED, "Too many requests are being served.", "Try again in a second.");
    }
  }

  private Response wrongMethod(Set<String> allowed) {
    if (prologue.method().text().equals("OPTIONS")) {
      return Cors.preflight(in.headers(), allowed);
    }
    String methods = String.join(", ", allowed);
    ForebayException error =
        new ForebayException(
            ErrorCode.METHOD_NOT_ALLOWED,
            "This path does not take the method " + prologue.method().text() + ".",
            "Use one of " + methods + ".");
    return errors.toResponse(error).with("Allow", methods);
  }

  private void send(Response answer) throws IOException {
    if (RequestId.isGiven(in.headers())) {
      id().mark(out.headers());
    }
    Cors.allowAnyOrigin(in.headers(), out.headers());
    if (dispatcher.draining()) {
      out.headers().set(HeaderValues.CONNECTION_CLOSE);
    }
    if (prologue.method().text().equals("HEAD")) {
      ResponseWriter.sendHead(answer, out);
    } else {
      ResponseWriter.send(answer, out);
    }
    status = answer.status();
  }

  private void fail(Throwable cause) {
    HelidonRequest failed = request;
    if (failed != null && failed.broken()) {
      throw new CloseConnectionException("The client went away.", cause);
    }
    ForebayException error = cause instanceof ForebayException known ? known : unexpected(cause);
    if (!out.reset()) {
      LOG.warn("The answer to {} was cut off: {}", line(), error.getMessage());
      diagnose(error);
      throw new CloseConnectionException("The answer was cut off.", cause);
    }
    sendError(error, failed);
  }

  private void sendError(ForebayException error, @Nullable HelidonRequest failed) {
    try {
      if (failed != null && failed.refused()) {
        out.headers().set(HeaderValues.CONNECTION_CLOSE);
      }
      diagnose(error);
      id().mark(out.headers());
      send(errors.toResponse(error));
    } catch (IOException e) {
      throw new CloseConnectionException("The error could not be sent.", e);
    }
  }

  /** What the client is not told, and an operator must know; an outage has a log of its own. */
  private void diagnose(ForebayException error) {
    ErrorCode code = error.code();
    boolean failed = code.httpStatus() >= 500 && code != ErrorCode.DATABASE_UNAVAILABLE;
    boolean told = failed || code == ErrorCode.STATEMENT_REFUSED;
    if (told && error.getCause() instanceof Diagnosis cause) {
      LOG.warn("{} met {}: {}", line(), code.code(), cause.diagnosis());
    }
  }

  private ForebayException unexpected(Throwable cause) {
    LOG.error("{} failed", line(), cause);
    return new ForebayException(
        ErrorCode.INTERNAL,
        "Forebay failed to answer this request.",
        "Error id " + id().text(),
        "The server's log has the details under this id.",
        null);
  }

  private RequestId id() {
    RequestId known = id;
    if (known == null) {
      known = RequestId.of(in.headers());
      id = known;
    }
    return known;
  }

  /** The request as the log names it, without its query, which has values. */
  private String line() {
    return "Request "
        + id().text()
        + " "
        + prologue.method().text()
        + " "
        + prologue.uriPath().rawPath();
  }
}
