package dev.forebay.functions.runtime;

import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the time of each invocation: at its end the handler is interrupted, and its caller goes
 * on.
 *
 * <p>Each has a platform thread of its own, not a virtual one: a handler that computes without end
 * would otherwise keep one of the few threads on which all requests are carried.
 *
 * @param function its name
 * @param timeout how long one invocation may take
 * @param clock what the handler reckons its time by
 * @param inner what runs on that thread
 */
record Deadline(String function, Duration timeout, InstantSource clock, Invocable inner)
    implements Invocable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  /** How long an interrupted handler may take to end before the log says that it does not. */
  private static final Duration GRACE = Duration.ofMillis(500);

  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    Invocation timed = invocation.withDeadline(clock.instant().plus(timeout));
    var run = new FutureTask<InvocationResult>(() -> inner.invoke(timed));
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("function-" + function + "-" + invocation.requestId())
            .start(run);
    try {
      return run.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return late(invocation, thread);
    } catch (InterruptedException e) {
      thread.interrupt(); // A task that is cancelled might not even begin, and keep its place.
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private InvocationResult late(Invocation invocation, Thread thread) {
    if (!ends(thread)) {
      LOG.error(
          "{} of {} ignores its interrupt, and keeps its place", invocation.requestId(), function);
    }
    String message = invocation.requestId() + " Task timed out after " + timeout.toMillis() + " ms";
    return new Failure(
        Kind.TIMEOUT, new HandlerError(message, "Sandbox.Timedout", List.of(), null));
  }

  private static boolean ends(Thread thread) {
    try {
      return thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
