package dev.forebay.e2e;

import java.net.http.HttpResponse;

/** How tests write whole answers: {@code 404 {"error":"Not found"}}. */
final class Answers {
  static final String NOT_FOUND = error(404, "Not found");

  private Answers() {}

  /** Status and body of an answer. */
  static String of(HttpResponse<String> response) {
    return response.statusCode() + " " + response.body();
  }

  /** The answer of a route that refuses. */
  static String error(int status, String message) {
    return status + " {\"error\":" + RunningForebay.JSON.writeValueAsString(message) + "}";
  }
}
