package dev.forebay.functions.runtime;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;
import java.util.Map;

/** One entry of the section {@code functions} of {@code forebay.yaml}. */
@Doc("A handler in Java, with AWS Lambda's interfaces.")
public record FunctionSettings(
    @Doc("The class that implements RequestHandler or RequestStreamHandler, or class::method.")
        String handler,
    @Doc(
            "The jar with the handler, relative to the application's folder; its manifest's"
                + " Class-Path is honoured.")
        String code,
    @Doc("How long one invocation may take.") @Default("30s") Duration timeout,
    @Doc("How often a failed asynchronous invocation is tried again: 0 to 2.") @Default("2")
        int retries,
    @Doc("The pause before the first retry; it doubles for the second.") @Default("1s")
        Duration backoff,
    @Doc("How many invocations may run at once on one node.") @Default("10") int concurrency,
    @Doc("Environment variables, in the context's client context.")
        Map<String, String> environment) {
  /** Checks the limits. */
  public FunctionSettings {
    require(timeout.toMillis() > 0, "timeout must be longer than nothing");
    require(retries >= 0 && retries <= 2, "retries must be 0, 1 or 2");
    require(concurrency > 0, "concurrency must be at least 1");
    environment = Map.copyOf(environment);
  }

  /** A function with every default: 30 s, two retries after 1 s and 2 s, 10 at once. */
  public static FunctionSettings of(String handler, String code) {
    return new FunctionSettings(
        handler, code, Duration.ofSeconds(30), 2, Duration.ofSeconds(1), 10, Map.of());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
