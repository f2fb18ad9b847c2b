package dev.forebay.functions.source;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.util.Set;

/** One entry of the section {@code routes} of {@code forebay.yaml}. */
@Doc("An HTTP route of the application's own, answered by a function.")
public record RouteSettings(
    @Doc("GET, POST, PUT, PATCH or DELETE.") String method,
    @Doc("The path; {name} stands for one segment, for example /invoice/{id}.") String path,
    @Doc("The function that answers, with API Gateway's v2 events.") String function,
    @Doc("Which API key a request needs.") @Default("none") Key key) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Which API key a request needs. */
  public enum Key {
    /** None: anybody may call the route. */
    NONE,
    /** The publishable or the secret key. */
    PUBLISHABLE,
    /** The secret key. */
    SECRET
  }

  /** Checks the method and the path. */
  public RouteSettings {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method must be GET, POST, PUT, PATCH or DELETE");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with /");
    }
  }
}
