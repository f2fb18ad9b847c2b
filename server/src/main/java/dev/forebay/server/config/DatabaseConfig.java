package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import dev.forebay.base.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The section {@code database}. */
@Doc("Where the tables are. Without a url, an embedded MariaDB in the data folder.")
public record DatabaseConfig(
    @Doc(
            "mariadb://host:3306/name or mysql://host:3306/name of a database that exists. Left out"
                + " or empty: embedded.")
        @Nullable String url,
    @Doc("The database user. Required with a url.") @Nullable String user,
    @Doc("Its password; best taken from the environment: ${DB_PASSWORD}.")
        @Nullable Secret password,
    @Doc("Connections kept in the pool.") @Default("10") int poolSize,
    @Doc("How long a request waits for a free connection before it is answered with 503.")
        @Default("5s")
        Duration connectTimeout,
    @Doc("How long one statement may run before the server stops it.") @Default("30s")
        Duration statementTimeout) {
  /** Checks that a url comes with a user. */
  public DatabaseConfig {
    if (url != null && !url.isBlank() && (user == null || user.isBlank())) {
      throw new IllegalArgumentException("a url needs a user beside it");
    }
    if (poolSize < 1 || poolSize > 1000) {
      throw new IllegalArgumentException("poolSize must be between 1 and 1000");
    }
  }

  /** Whether Forebay starts a MariaDB of its own. */
  public boolean embedded() {
    return url == null || url.isBlank();
  }
}
