package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import dev.forebay.functions.gateway.RouteSettings;
import java.util.Set;

/** One entry of the section {@code routes}. */
@Doc("An HTTP route of the application's own, answered by a function.")
public record RouteConfig(
    @Doc("GET, POST, PUT, PATCH or DELETE.") String method,
    @Doc("The path; {name} stands for one segment, for example /invoice/{id}.") String path,
    @Doc("The function that answers, with API Gateway's v2 events.") String function,
    @Doc("Which API key a request needs.") @Default("none") RouteSettings.Key key) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Checks the method and the path. */
  public RouteConfig {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method must be GET, POST, PUT, PATCH or DELETE");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with /");
    }
  }
}
