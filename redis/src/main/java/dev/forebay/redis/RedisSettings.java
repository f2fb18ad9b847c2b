package dev.forebay.redis;

import java.time.Duration;
import java.util.Objects;

/**
 * Where Redis is, and how long a request may wait for it.
 *
 * @param url {@code redis://user:password@host:6379/0}, or {@code rediss://…} for TLS; user,
 *     password, port and database number may be left out
 * @param deadline how long one command may take before the request goes on without Redis
 */
public record RedisSettings(String url, Duration deadline) {
  /** How long a command may take where nothing else is said. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(50);

  /** The URL must be one of Redis, and the deadline positive. */
  public RedisSettings {
    Objects.requireNonNull(url);
    if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
      throw new IllegalArgumentException("url must start with redis:// or rediss://");
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive");
    }
  }

  /** The settings with the default deadline. */
  public static RedisSettings of(String url) {
    return new RedisSettings(url, DEFAULT_DEADLINE);
  }

  /** The URL without user and password, fit for a log. */
  public String address() {
    int at = url.lastIndexOf('@');
    return at < 0 ? url : url.substring(0, url.indexOf("//") + 2) + url.substring(at + 1);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "RedisSettings[" + address() + ", deadline=" + deadline + "]";
  }
}
