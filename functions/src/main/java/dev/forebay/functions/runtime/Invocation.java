package dev.forebay.functions.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import java.time.Instant;

/**
 * One event on its way to a function. The array is not copied: whoever hands it over no longer
 * writes to it.
 *
 * @param requestId Lambda's request id; retries of one event have the same
 * @param payload the event as JSON, or whatever a stream handler reads
 * @param patience how long it may wait for a free place where the function is busy
 * @param deadline when the handler is interrupted
 * @param log where the handler's lines go
 */
@SuppressWarnings("ArrayRecordComponent")
public record Invocation(
    String requestId, byte[] payload, Duration patience, Instant deadline, LambdaLogger log) {
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** One that has just arrived; on its way it gets a deadline and a log. */
  public Invocation(String requestId, byte[] payload, Duration patience) {
    this(requestId, payload, patience, NEVER, new NoLog());
  }

  Invocation withDeadline(Instant deadline) {
    return new Invocation(requestId, payload, patience, deadline, log);
  }

  Invocation withLog(LambdaLogger log) {
    return new Invocation(requestId, payload, patience, deadline, log);
  }

  private record NoLog() implements LambdaLogger {
    @Override
    public void log(String message) {}

    @Override
    public void log(byte[] message) {}
  }
}
