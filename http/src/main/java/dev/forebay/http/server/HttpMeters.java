package dev.forebay.http.server;

import dev.forebay.http.Route;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is measured of a listener. Requests are told apart by the template of their route, never by
 * their path, of which there is no end.
 */
final class HttpMeters {
  private final MeterRegistry meters;
  private final IdentityHashMap<Route, RequestTimers> routes = new IdentityHashMap<>();
  private final RequestTimers edges;
  private final RequestTimers unrouted;

  HttpMeters(MeterRegistry meters, List<Route> routes) {
    this.meters = meters;
    this.edges = new RequestTimers(meters, "edge");
    this.unrouted = new RequestTimers(meters, "none");
    routes.forEach(route -> this.routes.put(route, new RequestTimers(meters, route.path())));
  }

  /** Of a route, or of what edges claim. */
  RequestTimers of(Route route) {
    return routes.getOrDefault(route, edges);
  }

  /** Of requests that no route takes. */
  RequestTimers unrouted() {
    return unrouted;
  }

  void requestsInFlight(Supplier<Number> count) {
    gauge("forebay.http.requests.in.flight", "Requests that are being answered.", count);
  }

  void connections(Supplier<Number> count) {
    gauge("forebay.http.connections", "Open connections.", count);
  }

  private void gauge(String name, String description, Supplier<Number> count) {
    Gauge.builder(name, count).description(description).register(meters);
  }
}
