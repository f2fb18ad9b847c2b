package dev.forebay.server.config;

import dev.forebay.base.config.Doc;
import dev.forebay.base.config.Secret;
import org.jspecify.annotations.Nullable;

/** The section {@code auth}. */
@Doc("The API keys. Without them, random ones, kept in the data folder.")
public record AuthConfig(
    @Doc("The key that reads and writes every table; best taken from the environment.")
        @Nullable Secret secretKey,
    @Doc("The key for clients that users hold in their hands.") @Nullable String publishableKey) {
  /** Checks that both keys are there or none. */
  public AuthConfig {
    if ((secretKey == null) != (publishableKey == null)) {
      throw new IllegalArgumentException("secretKey and publishableKey go together");
    }
  }
}
