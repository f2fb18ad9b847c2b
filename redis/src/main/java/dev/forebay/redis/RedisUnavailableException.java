package dev.forebay.redis;

import org.jspecify.annotations.Nullable;

/**
 * Redis did not answer within the deadline, cannot be reached, or refused a command. Whether the
 * command was carried out is unknown.
 *
 * <p>Without a stack trace: where Redis is away, one is thrown for every request.
 */
public final class RedisUnavailableException extends RuntimeException {
  /** Redis is unavailable for this reason. */
  public RedisUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  /** Redis is unavailable for this reason. */
  public RedisUnavailableException(String message) {
    this(message, null);
  }
}
