package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Action;
import dev.forebay.data.request.ApiRequest.Query;
import java.util.EnumSet;
import java.util.Set;

/** Refuses parameters that would have no effect on what is asked for, instead of ignoring them. */
final class Misplaced {
  private static final Set<Action> WITH_ROWS =
      EnumSet.of(Action.INSERT, Action.UPSERT, Action.UPDATE);

  private Misplaced() {}

  /** FB110 where a request for a table has one. */
  static void refuse(Action action, Query query, Preferences preferences) {
    if (!query.columns().isEmpty() && !WITH_ROWS.contains(action)) {
      throw refused("columns", "It names which keys of a body count", action.method());
    }
    boolean upsert = action == Action.INSERT && preferences.resolution().isPresent();
    if (!query.onConflict().isEmpty() && !upsert) {
      throw refused(
          "on_conflict",
          "It is for a POST with Prefer: resolution=merge-duplicates or ignore-duplicates",
          action.method());
    }
    if (action == Action.INSERT && !query.filter().equals(Filter.none())) {
      throw new ForebayException(
          ErrorCode.MALFORMED_QUERY,
          "A POST inserts rows and takes no filter",
          "PATCH changes the rows that a filter names; filters on embeds say what of them is"
              + " shown");
    }
  }

  /** FB110 where a call of a routine has one. */
  static void refuseInCall(Query query) {
    if (!query.columns().isEmpty()) {
      throw refused("columns", "Send only the arguments that the routine has", "call");
    }
    if (!query.onConflict().isEmpty()) {
      throw refused("on_conflict", "It is for a POST of rows to a table", "call");
    }
  }

  private static ForebayException refused(String parameter, String hint, String request) {
    return new ForebayException(
        ErrorCode.MALFORMED_QUERY,
        "The parameter \"%s\" means nothing in this %s".formatted(parameter, request),
        hint);
  }
}
