package dev.forebay.mysql;

import dev.forebay.base.config.Secret;
import java.time.Duration;

/**
 * How to reach a database, and how much of it to use at once.
 *
 * <p>The URL is {@code mariadb://host:port/name} or {@code mysql://host:port/name}; the port may be
 * left out (3306). TLS is asked for in its query, for example {@code ?sslMode=verify-full}; the
 * options are {@value DatabaseUrl#OPTIONS}, with the meaning that MariaDB Connector/J gives them. A
 * MySQL 8 account that logs in by password over plain TCP to another machine needs either {@code
 * sslMode}, which is better, or {@code allowPublicKeyRetrieval=true}.
 *
 * @param url where the database is
 * @param user the account's name
 * @param password the account's password; empty where it has none
 * @param poolSize how many connections are open at most, 1–1,000; requests queue for them. Small is
 *     quick: twice the server's cores is a good start, and on a machine of two cores 10 is plenty
 * @param connectionTimeout how long to wait for a connection before FB401, at least 250 ms
 * @param statementTimeout how long a statement may run before it is ended on the server (FB408), by
 *     the server or, up to a tenth later, with KILL QUERY. Where that does not come through, the
 *     connection is dropped 5 s later. Whole milliseconds
 */
public record DatabaseSettings(
    String url,
    String user,
    Secret password,
    int poolSize,
    Duration connectionTimeout,
    Duration statementTimeout) {
  private static final Duration LEAST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Checks every part; the message of the exception says what is wrong with which. */
  public DatabaseSettings {
    DatabaseUrl.parse(url);
    check(!user.isBlank(), "user must not be empty");
    check(poolSize >= 1 && poolSize <= 1000, "poolSize must be between 1 and 1000");
    checkBetween("connectionTimeout", connectionTimeout, LEAST_WAIT);
    checkBetween("statementTimeout", statementTimeout, Duration.ofMillis(1));
  }

  /** Settings with a pool of 10, 5 s for a connection and 30 s for a statement. */
  public static DatabaseSettings of(String url, String user, String password) {
    return new DatabaseSettings(
        url, user, new Secret(password), 10, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** The same, with another number of connections. */
  public DatabaseSettings withPoolSize(int connections) {
    return new DatabaseSettings(
        url, user, password, connections, connectionTimeout, statementTimeout);
  }

  /** The parts of the URL. */
  public DatabaseUrl parsedUrl() {
    return DatabaseUrl.parse(url);
  }

  private static void checkBetween(String name, Duration value, Duration least) {
    check(
        value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0,
        name + " must be between " + least.toMillis() + "ms and 1d");
  }

  private static void check(boolean fine, String message) {
    if (!fine) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The settings without the password and without the URL's options. */
  @Override
  public String toString() {
    return "DatabaseSettings[url=%s, user=%s, poolSize=%d, connectionTimeout=%s, statementTimeout=%s]"
        .formatted(parsedUrl(), user, poolSize, connectionTimeout, statementTimeout);
  }
}
