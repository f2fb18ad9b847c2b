package dev.forebay.client;

/**
 * A failure of a function that no retry can mend, such as a file that is malformed. Forebay does
 * not run the function again but records the event as a dead letter with this message, which so
 * should say what was wrong and where.
 */
public final class PermanentException extends RuntimeException {
  /** A failure that its message explains in full. */
  public PermanentException(String message) {
    super(message);
  }

  /** A failure that another one caused. */
  public PermanentException(String message, Throwable cause) {
    super(message, cause);
  }
}
