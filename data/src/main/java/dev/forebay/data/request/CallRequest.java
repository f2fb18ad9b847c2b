package dev.forebay.data.request;

import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.http.Request.QueryParameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client asks of a stored routine; no name in it is known to exist.
 *
 * @param routine the path's routine
 * @param get whether it is asked for with GET or HEAD, which must not change anything
 * @param arguments those of the body, by name
 * @param parameters the query string's: arguments of a GET, and what to show of a result
 * @param range the Range header, or empty
 * @param preferences the Prefer headers
 * @param accept the form of the answer
 * @param profile the database that is meant, or empty
 * @param limits how much it may ask for
 */
public record CallRequest(
    String routine,
    boolean get,
    Map<String, JsonValue> arguments,
    List<QueryParameter> parameters,
    String range,
    Preferences preferences,
    Accept accept,
    String profile,
    Limits limits) {
  /** Copies the collections. */
  public CallRequest {
    arguments = Map.copyOf(arguments);
    parameters = List.copyOf(parameters);
  }

  /**
   * The query string in two parts, which only the routine tells apart.
   *
   * @param arguments of a GET: the first parameter of each of the routine's names
   * @param query all else, which says what to show of the result
   */
  public record Parts(List<QueryParameter> arguments, Query query) {
    /** Copies the list. */
    public Parts {
      arguments = List.copyOf(arguments);
    }
  }

  /** The parts, where a routine takes arguments of these names. Rejects as the parser does. */
  public Parts parts(Set<String> names) {
    Set<String> open = get ? new HashSet<>(names) : new HashSet<>();
    List<QueryParameter> taken = new ArrayList<>();
    List<QueryParameter> rest = new ArrayList<>();
    for (QueryParameter parameter : parameters) {
      (open.remove(parameter.name()) ? taken : rest).add(parameter);
    }
    Query query = QueryParser.parse(rest, limits);
    Misplaced.refuseInCall(query);
    return new Parts(taken, Range.within(query, range));
  }
}
