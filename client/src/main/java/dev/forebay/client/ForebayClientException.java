package dev.forebay.client;

import org.jspecify.annotations.Nullable;

/**
 * An answer of Forebay that is an error, or the lack of an answer. The parts are those of the data
 * API's error body {@code {"code": "FB402", "message": …, "details": …, "hint": …}}; S3's errors
 * have a code such as {@code NoSuchKey} and a message.
 */
public final class ForebayClientException extends RuntimeException {
  /** The status of an exception that stands for no answer at all. */
  public static final int NO_ANSWER = 0;

  private static final String LOCK_CONFLICT = "FB407";

  private final int status;
  private final @Nullable String code;
  private final @Nullable String details;
  private final @Nullable String hint;

  /** An error answer with all its parts; what the answer did not say is null. */
  public ForebayClientException(
      int status,
      @Nullable String code,
      String message,
      @Nullable String details,
      @Nullable String hint) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.hint = hint;
  }

  /** No answer: the server was not reached, or did not answer before the deadline. */
  ForebayClientException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = NO_ANSWER;
    this.code = null;
    this.details = null;
    this.hint = null;
  }

  /** The HTTP status, or {@link #NO_ANSWER}. */
  public int status() {
    return status;
  }

  /** The stable code, such as {@code FB402}, or null where the answer had none. */
  public @Nullable String code() {
    return code;
  }

  /** What exactly was wrong, or null. */
  public @Nullable String details() {
    return details;
  }

  /** What to do instead, or null. */
  public @Nullable String hint() {
    return hint;
  }

  /** Whether the same request may succeed later: the server is away, busy or failing over. */
  public boolean isTransient() {
    return switch (status) {
      case NO_ANSWER, 429, 503, 504 -> true;
      default -> LOCK_CONFLICT.equals(code);
    };
  }
}
