package dev.forebay.redis;

import dev.forebay.base.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/**
 * Where Redis is, and how long a request may wait for it.
 *
 * @param url {@code redis://user:password@host:6379/0}, or {@code rediss://…} for TLS; user,
 *     password, port and database number may be left out
 * @param deadline how long one command may take before the request goes on without Redis
 * @param tracking whether links can be told of changes ({@link RedisLink#track}); they speak RESP3
 *     then
 */
public record RedisSettings(Secret url, Duration deadline, boolean tracking) {
  /** How long a command may take where nothing else is said. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(50);

  /** The URL must be one of Redis, and the deadline positive. */
  public RedisSettings {
    requireRedisUrl(url.value());
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive");
    }
  }

  /** Without tracking. */
  public RedisSettings(String url, Duration deadline) {
    this(new Secret(url), deadline, false);
  }

  /** Says nothing of the URL itself, because it may hold a password. */
  private static void requireRedisUrl(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && List.of("redis", "rediss").contains(uri.getScheme())) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url is not a URL: " + e.getReason(), null);
    }
    throw new IllegalArgumentException(
        "url must be redis://[user:password@]host[:port][/database], or rediss://… for TLS;"
            + " percent-encode special characters in the password");
  }

  /** The settings with the default deadline. */
  public static RedisSettings of(String url) {
    return new RedisSettings(url, DEFAULT_DEADLINE);
  }

  /** The same with links that can be told of changes, or without. */
  public RedisSettings withTracking(boolean tracked) {
    return new RedisSettings(url, deadline, tracked);
  }

  /** The URL without user and password, fit for a log. */
  public String address() {
    String whole = url.value();
    int at = whole.lastIndexOf('@');
    return at < 0 ? whole : whole.substring(0, whole.indexOf("//") + 2) + whole.substring(at + 1);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "RedisSettings[" + address() + ", deadline=" + deadline + "]";
  }
}
