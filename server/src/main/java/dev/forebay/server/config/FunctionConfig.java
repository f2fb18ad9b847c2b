package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;
import java.util.Map;

/** One entry of the section {@code functions}. */
@Doc("A handler in Java, with AWS Lambda's interfaces.")
public record FunctionConfig(
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
  public FunctionConfig {
    if (retries < 0 || retries > 2) {
      throw new IllegalArgumentException("retries must be 0, 1 or 2");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1");
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("timeout must be longer than nothing");
    }
    environment = Map.copyOf(environment);
  }
}
