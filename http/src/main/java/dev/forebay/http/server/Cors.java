package dev.forebay.http.server;

import dev.forebay.http.Response;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import java.util.List;
import java.util.Set;

/**
 * Lets a page of any origin call the API (Fetch standard, CORS protocol). Credentials are never
 * allowed, and are not needed: keys travel in headers that a foreign page would have to know, and
 * no cookie means anything here.
 */
final class Cors {
  private static final Header ANY_ORIGIN =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
  private static final Header EXPOSE_ALL =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "*");
  private static final String TWO_HOURS = "7200";

  private Cors() {}

  /**
   * Marks an answer as readable by any origin. Without regard to the request's Origin, so that an
   * answer which a browser cached for one kind of request does for the other.
   */
  static void allowAnyOrigin(ServerRequestHeaders request, ServerResponseHeaders answer) {
    answer.set(ANY_ORIGIN);
    if (request.contains(HeaderNames.ORIGIN)) {
      answer.set(EXPOSE_ALL);
    }
  }

  /** The answer to OPTIONS: what may be sent to a path, and for a preflight from where. */
  static Response preflight(ServerRequestHeaders request, Set<String> methods) {
    String allow = String.join(", ", methods);
    Response answer = Response.status(204).with("Allow", allow);
    if (!request.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      return answer;
    }
    // A wildcard would not cover Authorization, so the headers asked for are named back.
    List<String> asked = request.values(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
    return answer
        .with("Access-Control-Allow-Methods", allow)
        .with("Access-Control-Allow-Headers", asked.isEmpty() ? "*" : String.join(", ", asked))
        .with("Access-Control-Max-Age", TWO_HOURS);
  }
}
