package dev.forebay.http.server;

import dev.forebay.base.config.DataSize;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;

/**
 * Where and within which limits an {@link HttpServer} listens.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 for a free one
 * @param bodyLimit the largest request body that is read; a larger one is FB102
 * @param urlLimit the longest URL; a longer one is FB107
 * @param maxConnections how many connections are open at once; further ones wait to be accepted
 * @param maxRequests how many requests are served at once; further ones are FB109
 * @param idleTimeout how long a connection stays open without a request
 * @param clientTimeout how long a client may take to send its headers, and to send or take each
 *     part of a body
 * @param drainTimeout how long {@link HttpServer#close} waits for running requests
 */
@Doc("The HTTP listener.")
public record HttpSettings(
    @Default("127.0.0.1") @Doc("The address to listen on; 0.0.0.0 for every interface.")
        String host,
    @Default("8080") @Doc("The port to listen on; 0 takes a free one.") int port,
    @Default("10MB") @Doc("The largest request body, up to 1GB.") DataSize bodyLimit,
    @Default("16KB") @Doc("The longest URL, up to 64KB.") DataSize urlLimit,
    @Default("10000") @Doc("How many connections may be open at once.") int maxConnections,
    @Default("1000") @Doc("How many requests may be served at once.") int maxRequests,
    @Default("60s") @Doc("How long a connection stays open without a request.")
        Duration idleTimeout,
    @Default("20s") @Doc("How long a client may take for its headers, and for each part of a body.")
        Duration clientTimeout,
    @Default("10s") @Doc("How long a stop waits for running requests.") Duration drainTimeout) {

  private static final DataSize LARGEST_BODY = new DataSize(1L << 30);
  private static final DataSize LONGEST_URL = new DataSize(64L << 10);

  /** Refuses what cannot be served. */
  public HttpSettings {
    require(!host.isBlank(), "host must not be empty");
    require(port >= 0 && port <= 65_535, "port must be between 0 and 65535");
    require(bodyLimit.bytes() <= LARGEST_BODY.bytes(), "bodyLimit must be at most 1GB");
    require(
        urlLimit.bytes() > 0 && urlLimit.bytes() <= LONGEST_URL.bytes(),
        "urlLimit must be between 1 and 64KB");
    require(maxConnections > 0, "maxConnections must be at least 1");
    require(maxRequests > 0, "maxRequests must be at least 1");
    require(idleTimeout.isPositive(), "idleTimeout must be positive");
    require(clientTimeout.isPositive(), "clientTimeout must be positive");
    require(!drainTimeout.isNegative(), "drainTimeout must not be negative");
  }

  /** The defaults, on the loopback address. */
  public static HttpSettings onPort(int port) {
    return new HttpSettings(
        "127.0.0.1",
        port,
        new DataSize(10L << 20),
        new DataSize(16L << 10),
        10_000,
        1_000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        Duration.ofSeconds(10));
  }

  /** The same settings with another port. */
  public HttpSettings withPort(int port) {
    return new HttpSettings(
        host,
        port,
        bodyLimit,
        urlLimit,
        maxConnections,
        maxRequests,
        idleTimeout,
        clientTimeout,
        drainTimeout);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
