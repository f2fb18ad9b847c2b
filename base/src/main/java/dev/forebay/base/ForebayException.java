package dev.forebay.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that Forebay reports to a caller: a stable code, a message for people, and
 * where they help a detail (what exactly) and a hint (what to do instead).
 *
 * <p>None of the texts may hold a secret or the words of the database; the cause goes to the log
 * only.
 */
public final class ForebayException extends RuntimeException {
  private final ErrorCode code;
  private final @Nullable String detail;
  private final @Nullable String hint;

  /** An error with all its parts. */
  public ForebayException(
      ErrorCode code,
      String message,
      @Nullable String detail,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    this.code = Objects.requireNonNull(code);
    this.detail = detail;
    this.hint = hint;
  }

  /** An error that its message explains in full. */
  public ForebayException(ErrorCode code, String message) {
    this(code, message, null, null, null);
  }

  /** An error with what to do instead. */
  public ForebayException(ErrorCode code, String message, String hint) {
    this(code, message, null, hint, null);
  }

  /** An error that another one caused. */
  public ForebayException(ErrorCode code, String message, Throwable cause) {
    this(code, message, null, null, cause);
  }

  /** The stable code. */
  public ErrorCode code() {
    return code;
  }

  /** The message; never null here. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What exactly was wrong, or null. */
  public @Nullable String detail() {
    return detail;
  }

  /** What to do instead, or null. */
  public @Nullable String hint() {
    return hint;
  }
}
