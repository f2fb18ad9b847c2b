package dev.forebay.parts;

import dev.forebay.auth.Authenticator;
import dev.forebay.auth.Policy;
import dev.forebay.auth.Principal;
import dev.forebay.http.Route;
import java.util.List;

/** Lets requests through to those routes whose caller they may be. */
public record Guard(Authenticator authenticator) {
  private static final Policy POLICY = new Policy();

  /**
   * The routes as the listener serves them: FB301 without a known key, FB302 with too weak a one.
   */
  public List<Route> routes(List<PartRoute> routes) {
    return routes.stream().map(this::route).toList();
  }

  private Route route(PartRoute route) {
    return switch (route) {
      case PartRoute.Open(Route open) -> open;
      case PartRoute.Keyed keyed -> keyed(keyed);
    };
  }

  private Route keyed(PartRoute.Keyed route) {
    return new Route(
        route.method(),
        route.path(),
        request -> {
          Principal who = authenticator.authenticate(request);
          POLICY.require(who, route.role());
          return route.handler().handle(request, who);
        },
        route.errors());
  }
}
