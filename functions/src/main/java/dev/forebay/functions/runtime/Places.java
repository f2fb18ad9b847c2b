package dev.forebay.functions.runtime;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The places of one function: how many of its invocations may run at once.
 *
 * <p>Whoever invokes takes one at the entrance, for which it waits as long as it has patience. It
 * is given back at the exit, by the thread that ran the handler: so an invocation that was given up
 * keeps its place until it has really ended, and handlers that ignore their interrupt cannot pile
 * up.
 */
final class Places {
  private final String function;
  private final int number;
  private final Semaphore free;

  Places(String function, int number) {
    this.function = function;
    this.number = number;
    this.free = new Semaphore(number, true);
  }

  /** Lets in whoever gets a place; FB708 for the others. */
  Invocable entrance(Invocable inner) {
    return new Entrance(this, inner);
  }

  /** What runs in a place, and ends with it. */
  Invocable exit(Invocable inner) {
    return invocation -> {
      try {
        return inner.invoke(invocation);
      } finally {
        free.release();
      }
    };
  }

  private record Entrance(Places places, Invocable inner) implements Invocable {
    @Override
    public InvocationResult invoke(Invocation invocation) throws InterruptedException {
      if (!places.free.tryAcquire(invocation.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ForebayException(
            ErrorCode.TOO_MANY_INVOCATIONS,
            "All " + places.number + " places of " + places.function + " are taken",
            "Try again, or raise the function's concurrency.");
      }
      return inner.invoke(invocation);
    }

    @Override
    public boolean busy() {
      return places.free.availablePermits() == 0;
    }
  }
}
