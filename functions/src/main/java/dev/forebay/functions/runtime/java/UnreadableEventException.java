package dev.forebay.functions.runtime.java;

/** The event is not JSON of the handler's type. */
final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableEventException(Throwable cause) {
    super("An error occurred during JSON parsing", cause);
  }
}
