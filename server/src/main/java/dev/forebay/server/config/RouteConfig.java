package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;

/** One entry of the section {@code routes}. */
@Doc("An HTTP route of the application's own, answered by a function.")
public record RouteConfig(
    @Doc("The HTTP method.") Method method,
    @Doc("The path; {name} stands for one segment, for example /invoice/{id}.") String path,
    @Doc("The function that answers, with API Gateway's v2 events.") String function,
    @Doc("Which API key a request needs.") @Default("none") Key key) {
  /** Checks the path. */
  public RouteConfig {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with /");
    }
  }

  /** HTTP's methods. */
  public enum Method {
    /** Reads. */
    GET,
    /** Creates or does. */
    POST,
    /** Replaces. */
    PUT,
    /** Changes. */
    PATCH,
    /** Removes. */
    DELETE
  }

  /** Which key a route asks for. */
  public enum Key {
    /** None: anybody may call it. */
    NONE,
    /** The publishable or the secret key. */
    PUBLISHABLE,
    /** The secret key. */
    SECRET
  }
}
