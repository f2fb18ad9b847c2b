package dev.forebay.http;

import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Takes each parsed request from Helidon, in place of Helidon's own routing: its filters, its
 * normalization of paths and its error pages would stand between the wire and our routes.
 */
final class Dispatcher implements HttpRouting {
  private final Router router;
  private final long bodyLimit;
  private final HttpSecurity security = HttpSecurity.create();

  Dispatcher(Router router, long bodyLimit) {
    this.router = router;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void route(ConnectionContext connection, RoutingRequest in, RoutingResponse out) {
    new Exchange(router, bodyLimit, in, out).run();
  }

  @Override
  public HttpSecurity security() {
    return security;
  }
}
