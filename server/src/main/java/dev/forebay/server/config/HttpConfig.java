package dev.forebay.server.config;

import dev.forebay.base.config.DataSize;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;

/** The section {@code http}. */
@Doc("The listener of the data API and the application's routes.")
public record HttpConfig(
    @Doc(
            "The address that both listeners bind to. 0.0.0.0 opens them to the network: put TLS in"
                + " front.")
        @Default("127.0.0.1")
        String host,
    @Doc("The largest request body.") @Default("10MB") DataSize bodyLimit,
    @Doc("The most rows that one answer of the data API has.") @Default("1000") int maxRows,
    @Doc("How long running requests may take to end when the process stops.") @Default("10s")
        Duration drainTimeout) {
  /** Checks the limits. */
  public HttpConfig {
    if (maxRows < 1) {
      throw new IllegalArgumentException("maxRows must be at least 1");
    }
  }
}
