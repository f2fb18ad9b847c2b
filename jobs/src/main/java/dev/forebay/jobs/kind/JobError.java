package dev.forebay.jobs.kind;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why an attempt failed, as dead letters keep it.
 *
 * @param type the error's class or code
 * @param message what it says
 * @param json both, and where it happened, in the handler's own form
 */
public record JobError(String type, String message, String json) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_FRAMES = 100;

  /** The error that this exception is. */
  public static JobError of(Throwable thrown) {
    List<String> frames =
        Arrays.stream(thrown.getStackTrace())
            .limit(MAX_FRAMES)
            .map(StackTraceElement::toString)
            .toList();
    String message = Objects.requireNonNullElse(thrown.getMessage(), "");
    return of(thrown.getClass().getName(), message, frames);
  }

  /** An error that is no exception. */
  public static JobError of(String type, String message) {
    return of(type, message, List.of());
  }

  private static JobError of(String type, String message, List<String> stackTrace) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("errorMessage", message);
    json.put("errorType", type);
    json.put("stackTrace", stackTrace);
    return new JobError(type, message, JSON.writeValueAsString(json));
  }
}
