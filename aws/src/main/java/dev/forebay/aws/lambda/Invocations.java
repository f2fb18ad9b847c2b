package dev.forebay.aws.lambda;

/** What Lambda's Invoke needs of whoever runs the functions. */
public interface Invocations {
  /** FB701 where there is no such function. */
  void require(String function);

  /**
   * Runs a function and waits for its end.
   *
   * @param requestId what the invocation is called in the function's context and log
   * @param event JSON, at most 6 MB
   * @throws dev.forebay.base.ForebayException FB701, FB708 where all its places stay taken
   */
  Outcome invoke(String function, String requestId, byte[] event);

  /**
   * Puts an event on its way; once this returns, it is delivered. FB701, FB102.
   *
   * @param eventId by which it is delivered once
   */
  void enqueue(String function, String eventId, byte[] event);

  /**
   * How an invocation ended.
   *
   * @param payload the function's answer, or its error, in JSON
   * @param failed whether it is an error
   * @param log what the function logged, or the end of it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Outcome(byte[] payload, boolean failed, String log) {}
}
