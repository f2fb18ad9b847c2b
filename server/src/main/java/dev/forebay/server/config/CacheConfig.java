package dev.forebay.server.config;

import dev.forebay.base.config.DataSize;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import dev.forebay.base.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The section {@code cache}. */
@Doc("Where cached rows are. Without a url, an embedded Redis in the data folder.")
public record CacheConfig(
    @Doc(
            "redis://[user:password@]host:6379[/database], or rediss:// for TLS, of a Redis 6.2+ or"
                + " Valkey that exists. Left out or empty: embedded.")
        @Nullable Secret url,
    @Doc("How long a value stays, unless its table says otherwise.") @Default("1h") Duration ttl,
    @Doc("How long a read waits for Redis before it goes to the database.") @Default("50ms")
        Duration timeout,
    @Doc(
            "How long a write of a cached table waits for Redis, with its rows locked, before it is"
                + " rolled back and refused with 503.")
        @Default("1s")
        Duration writeTimeout,
    @Doc(
            "Whether changes by direct SQL are read from the database's binlog: auto (where it can"
                + " be read), required (else Forebay does not start) or off (they show when a"
                + " value's ttl ends).")
        @Default("auto")
        TailerMode tailer,
    @Doc(
            "How old a change by direct SQL may be that is not seen yet; past it, reads leave the"
                + " cache out. A heartbeat is written to the database three times in it.")
        @Default("1s")
        Duration lag,
    @Doc("How much memory the tables' near caches may take in all.") @Default("32MB")
        DataSize nearSize) {
  private static final int LEAST_LAG_MILLIS = 200;

  /** Checks the durations. */
  public CacheConfig {
    if (ttl.toMillis() < 1) {
      throw new IllegalArgumentException("ttl must be longer than nothing");
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("timeout must be longer than nothing");
    }
    if (writeTimeout.compareTo(timeout) < 0) {
      throw new IllegalArgumentException("writeTimeout must not be shorter than timeout");
    }
    if (lag.toMillis() < LEAST_LAG_MILLIS) {
      throw new IllegalArgumentException("lag must be at least " + LEAST_LAG_MILLIS + "ms");
    }
  }

  /** Whether Forebay starts a Redis of its own. */
  public boolean embedded() {
    return url == null || url.value().isBlank();
  }
}
