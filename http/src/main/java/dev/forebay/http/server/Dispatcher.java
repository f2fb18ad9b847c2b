package dev.forebay.http.server;

import dev.forebay.http.route.Routing;
import io.helidon.http.HeaderNames;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.Semaphore;

/**
 * Takes each parsed request from Helidon, in place of Helidon's own routing: its filters, its
 * normalization of paths and its error pages would stand between the wire and our routes.
 */
final class Dispatcher implements HttpRouting {
  private final Routing routing;
  private final HttpMeters meters;
  private final long bodyLimit;
  private final HttpSecurity security = HttpSecurity.create();
  private final Semaphore places;
  private volatile boolean draining;

  Dispatcher(Routing routing, HttpSettings settings, HttpMeters meters) {
    this.routing = routing;
    this.meters = meters;
    this.bodyLimit = settings.bodyLimit().bytes();
    int maxRequests = settings.maxRequests();
    this.places = new Semaphore(maxRequests);
    meters.requestsInFlight(() -> maxRequests - places.availablePermits());
  }

  /** From now on each answer is its connection's last. */
  void drain() {
    draining = true;
  }

  Routing routing() {
    return routing;
  }

  HttpMeters meters() {
    return meters;
  }

  long bodyLimit() {
    return bodyLimit;
  }

  /** One permit for each request that may be served at once. */
  Semaphore places() {
    return places;
  }

  boolean draining() {
    return draining;
  }

  @Override
  public void route(ConnectionContext connection, RoutingRequest in, RoutingResponse out) {
    WatchedContext watched = (WatchedContext) connection;
    watched.beginExchange();
    new Exchange(this, in, out).run();
    readToTheEnd(in, out);
    watched.awaitRequest();
    // After the state is IDLE: of this look and the one at idle connections, one sees the other.
    if (draining) {
      throw new Connection.LastAnswer(false);
    }
  }

  /**
   * Reads what the handler left of the body, so that the next request starts where it should.
   *
   * @throws Connection.LastAnswer where there is no next request
   */
  private static void readToTheEnd(RoutingRequest in, RoutingResponse out) {
    ReadableEntity body = in.content();
    boolean unread = body.hasEntity() && !body.consumed();
    boolean uninvited = unread && !in.continueSent();
    if (uninvited || out.headers().contains(HeaderNames.CONNECTION)) {
      throw new Connection.LastAnswer(unread);
    }
    if (unread) {
      discard(body);
    }
  }

  private static void discard(ReadableEntity body) {
    try {
      body.consume();
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException malformed) {
      throw new Connection.LastAnswer(true);
    }
  }

  @Override
  public HttpSecurity security() {
    return security;
  }
}
