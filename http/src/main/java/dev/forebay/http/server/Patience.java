package dev.forebay.http.server;

import java.time.Duration;

/**
 * How long a connection waits for its client in each of its states, in nanoseconds.
 *
 * @param idle for the first byte of a request
 * @param client for a request's headers as a whole, and for each part of a body in either direction
 */
record Patience(long idle, long client) {
  /** For the next bytes that are thrown away before the connection closes. */
  static final long LINGER_QUIET = Duration.ofSeconds(1).toNanos();

  /** For all bytes that are thrown away before the connection closes. */
  static final long LINGER = Duration.ofSeconds(10).toNanos();

  static Patience of(HttpSettings settings) {
    return new Patience(settings.idleTimeout().toNanos(), settings.clientTimeout().toNanos());
  }
}
