package dev.forebay.server.jobs;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.http.Request.QueryParameter;
import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.ListPlace;
import dev.forebay.jobs.watch.JobFilter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query of a list of jobs: what is not understood is refused with FB110. */
record JobQuery(List<QueryParameter> parameters, Set<String> lanes) {
  private static final List<String> NAMES = List.of("state", "kind", "lane", "limit", "after");
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  JobFilter filter() {
    parameters.forEach(parameter -> requireOneOf(NAMES, "parameter", parameter.name()));
    return new JobFilter(state(), value("kind"), lane(), after(), limit());
  }

  private @Nullable JobState state() {
    String text = value("state");
    if (text == null) {
      return null;
    }
    requireOneOf(Arrays.stream(JobState.values()).map(JobState::text).toList(), "state", text);
    return JobState.of(text).orElseThrow();
  }

  private @Nullable String lane() {
    String text = value("lane");
    if (text != null) {
      requireOneOf(new TreeSet<>(lanes), "lane", text);
    }
    return text;
  }

  private ListPlace after() {
    String text = value("after");
    return text == null
        ? ListPlace.START
        : ListPlace.parse(text)
            .orElseThrow(
                () -> refused("after is no place in a list", "Send the next of an answer."));
  }

  private int limit() {
    String text = value("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw refused("limit is " + text, "It is a number from 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  private @Nullable String value(String name) {
    List<String> values =
        parameters.stream()
            .filter(parameter -> parameter.name().equals(name))
            .map(QueryParameter::value)
            .toList();
    if (values.size() > 1) {
      throw refused(name + " is there " + values.size() + " times", "Ask once for each.");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static void requireOneOf(Collection<String> known, String what, String name) {
    if (!known.contains(name)) {
      throw refused(
          "There is no " + what + " " + name,
          NearestName.of(name, known)
              .map(nearest -> "Did you mean " + nearest + "?")
              .orElse("There are " + String.join(", ", known) + "."));
    }
  }

  private static ForebayException refused(String message, String hint) {
    return new ForebayException(ErrorCode.MALFORMED_QUERY, message, hint);
  }
}
