package dev.forebay.functions.jobs;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.QueueFixture;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A function with few places, each held until a gate opens. */
final class Places implements Invocable {
  private final Semaphore places;
  private final CountDownLatch gate;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  Places(int places, CountDownLatch gate) {
    this.places = new Semaphore(places);
    this.gate = gate;
  }

  @Override
  public boolean busy() {
    return places.availablePermits() == 0;
  }

  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    if (!places.tryAcquire(invocation.patience().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ForebayException(ErrorCode.TOO_MANY_INVOCATIONS, "busy");
    }
    try {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      gate.await();
      inside.decrementAndGet();
      return QueueFixture.success();
    } finally {
      places.release();
    }
  }

  int most() {
    return most.get();
  }
}
