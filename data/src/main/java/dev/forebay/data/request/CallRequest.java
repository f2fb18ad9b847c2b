package dev.forebay.data.request;

import dev.forebay.http.Request.QueryParameter;
import java.util.List;
import java.util.Map;

/**
 * What a client asks of a stored routine; no name in it is known to exist.
 *
 * @param routine the path's routine
 * @param get whether it is asked for with GET or HEAD, which must not change anything
 * @param arguments those of the body, by name
 * @param query the query string's parameters: arguments of a GET, and what else there is
 * @param preferences the Prefer headers
 * @param singular whether exactly one row is wanted, as an object
 */
public record CallRequest(
    String routine,
    boolean get,
    Map<String, JsonValue> arguments,
    List<QueryParameter> query,
    Preferences preferences,
    boolean singular) {
  /** Copies the collections. */
  public CallRequest {
    arguments = Map.copyOf(arguments);
    query = List.copyOf(query);
  }
}
