package dev.forebay.functions.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One function, as {@code forebay.yaml} describes it.
 *
 * @param name letters, digits, {@code -} and {@code _}, at most 64 of them, as AWS has it
 * @param handler {@code pkg.Class} or {@code pkg.Class::method}
 * @param code the jar, or a folder of classes; the manifest's Class-Path is honoured
 * @param timeout how long one invocation may take
 * @param retries how often a failed asynchronous invocation is tried again: 0 to 2
 * @param backoff the pause before the first retry; it doubles for the second
 * @param concurrency how many invocations run at once on one node
 * @param environment what the handler finds in its context's client context
 */
public record FunctionSettings(
    String name,
    String handler,
    Path code,
    Duration timeout,
    int retries,
    Duration backoff,
    int concurrency,
    Map<String, String> environment) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Checks the limits. */
  public FunctionSettings {
    require(NAME.matcher(name).matches(), "a function's name has letters, digits, - and _ only");
    require(timeout.isPositive(), "timeout must be longer than nothing");
    require(retries >= 0 && retries <= 2, "retries must be 0, 1 or 2");
    require(!backoff.isNegative(), "backoff must not be negative");
    require(concurrency > 0, "concurrency must be at least 1");
    environment = Map.copyOf(environment);
  }

  /** A function with every default: 30 s, two retries after 1 s and 2 s, 10 at once. */
  public static FunctionSettings of(String name, String handler, Path code) {
    return new FunctionSettings(
        name, handler, code, Duration.ofSeconds(30), 2, Duration.ofSeconds(1), 10, Map.of());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
