package dev.forebay.functions.runtime;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as Lambda reports it: {@code {"errorMessage": "no such customer", "errorType":
 * "java.lang.IllegalStateException", "stackTrace": ["billing.Invoices.load(Invoices.java:42)"]}}.
 *
 * @param message what the exception says
 * @param type the exception's class
 * @param stackTrace its frames, from the throw on, up to the handler's entry
 * @param cause what caused it
 */
public record HandlerError(
    String message, String type, List<String> stackTrace, @Nullable HandlerError cause) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_MESSAGE = 64 * 1024;
  private static final int MAX_FRAMES = 100;
  private static final int MAX_CAUSES = 5;

  /** Copies the frames. */
  public HandlerError {
    stackTrace = List.copyOf(stackTrace);
  }

  /** The error that this exception is. */
  public static HandlerError of(Throwable thrown) {
    return of(thrown, MAX_CAUSES);
  }

  /** The JSON that Lambda would send. */
  public String toJson() {
    return JSON.writeValueAsString(toMap());
  }

  private Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("errorMessage", message);
    json.put("errorType", type);
    json.put("stackTrace", stackTrace);
    if (cause != null) {
      json.put("cause", cause.toMap());
    }
    return json;
  }

  private static HandlerError of(Throwable thrown, int causes) {
    Throwable cause = thrown.getCause();
    return new HandlerError(
        shortened(Objects.requireNonNullElse(thrown.getMessage(), "")),
        thrown.getClass().getName(),
        frames(thrown),
        cause == null || causes == 0 ? null : of(cause, causes - 1));
  }

  /** How the handler was called is of no interest to its author. */
  private static List<String> frames(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith(HandlerError.class.getPackageName()))
        .limit(MAX_FRAMES)
        .map(StackTraceElement::toString)
        .toList();
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
