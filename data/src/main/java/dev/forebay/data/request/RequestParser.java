package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Action;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.http.Request;
import java.util.Locale;
import java.util.Map;

/**
 * The first stage of the data API: reads a request by the grammar alone.
 *
 * <p>Rejects with FB101 (body), FB105 and FB106 (media types), FB110 (query), FB111 (operator),
 * FB112 (preference), FB207 (too deep filters), FB208 (a part of PostgREST's grammar that Forebay
 * does not have), FB221 (an embed that is not selected), FB225 (range), FB226 and FB227 (limits).
 * Any thread.
 */
public final class RequestParser {
  private final Limits limits;

  /** A parser that refuses requests over these limits. */
  public RequestParser(Limits limits) {
    this.limits = limits;
  }

  /** The request for the table that the path names as {@code {table}}. */
  public ApiRequest parse(Request http) {
    Action action = action(http.method());
    Query query = query(action, http);
    Preferences preferences = PreferParser.parse(http.headers("prefer"));
    Misplaced.refuse(action, query, preferences);
    return new ApiRequest(
        action,
        http.pathParameter("table"),
        query,
        body(action, http),
        preferences,
        AcceptParser.parse(http.header("accept").orElse("")),
        profile(reads(action), http),
        http.header("cache-control").filter(RequestParser::saysNoCache).isPresent());
  }

  private Query query(Action action, Request http) {
    Query query = QueryParser.parse(http.query(), limits);
    return reads(action) ? Range.within(query, http.header("range").orElse("")) : query;
  }

  private static boolean reads(Action action) {
    return action == Action.READ || action == Action.HEAD;
  }

  private static String profile(boolean reads, Request http) {
    return http.header(reads ? "accept-profile" : "content-profile").orElse("");
  }

  /** The call of the routine that the path names as {@code {routine}}. */
  public CallRequest parseCall(Request http) {
    boolean get = !http.method().equals("POST");
    return new CallRequest(
        http.pathParameter("routine"),
        get,
        get || http.body().length == 0 ? Map.of() : BodyParser.row(http).iterator().next(),
        http.query(),
        http.header("range").orElse(""),
        PreferParser.parse(http.headers("prefer")),
        AcceptParser.parse(http.header("accept").orElse("")),
        profile(get, http),
        limits);
  }

  private static Action action(String method) {
    return switch (method) {
      case "GET" -> Action.READ;
      case "HEAD" -> Action.HEAD;
      case "POST" -> Action.INSERT;
      case "PUT" -> Action.UPSERT;
      case "PATCH" -> Action.UPDATE;
      case "DELETE" -> Action.DELETE;
      default ->
          throw new ForebayException(
              ErrorCode.METHOD_NOT_ALLOWED, "A table has no method " + Excerpt.of(method));
    };
  }

  private static Body body(Action action, Request http) {
    return switch (action) {
      case READ, HEAD, DELETE -> Body.EMPTY;
      case INSERT -> BodyParser.rows(http);
      case UPSERT, UPDATE -> BodyParser.row(http);
    };
  }

  private static boolean saysNoCache(String cacheControl) {
    String directives = cacheControl.toLowerCase(Locale.ROOT);
    return directives.contains("no-cache") || directives.contains("no-store");
  }
}
