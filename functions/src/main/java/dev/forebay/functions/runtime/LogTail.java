package dev.forebay.functions.runtime;

/**
 * Gives each invocation a log, and its result the end of that: whatever the result is, and also
 * where the handler is still running.
 */
record LogTail(String function, Invocable inner) implements Invocable {
  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    InvocationLog log = new InvocationLog(function, invocation.requestId());
    return inner.invoke(invocation.withLog(log)).withLog(log.tail());
  }
}
