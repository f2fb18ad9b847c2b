package dev.forebay.functions.runtime;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;

/** How an invocation ended. */
public sealed interface InvocationResult {
  /** What the handler logged: the last 64 KB of it. */
  String log();

  /** The same of a handler that has logged this. */
  InvocationResult withLog(String log);

  /**
   * The handler answered.
   *
   * @param payload what it answered; {@code null} in JSON where it has no result
   * @param log what it logged
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Success(byte[] payload, String log) implements InvocationResult {
    /** An answer whose log is not known yet. */
    public Success(byte[] payload) {
      this(payload, "");
    }

    @Override
    public Success withLog(String log) {
      return new Success(payload, log);
    }
  }

  /**
   * The handler did not answer.
   *
   * @param kind what went wrong
   * @param error the error in Lambda's words
   * @param log what it logged before
   */
  record Failure(Kind kind, HandlerError error, String log) implements InvocationResult {
    /** A failure whose log is not known yet. */
    public Failure(Kind kind, HandlerError error) {
      this(kind, error, "");
    }

    @Override
    public Failure withLog(String log) {
      return new Failure(kind, error, log);
    }

    /** FB702 or FB703, without the handler's words: those are for dead letters and logs. */
    public ForebayException toException(String function) {
      return switch (kind) {
        case ERROR, PERMANENT ->
            new ForebayException(ErrorCode.FUNCTION_FAILED, "The function " + function + " failed");
        case TIMEOUT ->
            new ForebayException(
                ErrorCode.FUNCTION_TIMEOUT, "The function " + function + " took too long");
      };
    }
  }

  /** What went wrong. */
  enum Kind {
    /** The handler threw; the next attempt may succeed. */
    ERROR,
    /** The handler threw a PermanentException, or cannot read the event: no attempt can succeed. */
    PERMANENT,
    /** The deadline passed. */
    TIMEOUT
  }
}
