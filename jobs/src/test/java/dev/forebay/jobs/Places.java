package dev.forebay.jobs;

import dev.forebay.jobs.kind.JobAttempt;
import dev.forebay.jobs.kind.JobHandler;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Postponed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler with few places, each held until a gate opens. */
final class Places implements JobHandler {
  private static final Duration PATIENCE = Duration.ofMillis(100);

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
  public JobOutcome run(JobAttempt attempt) throws InterruptedException {
    if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Postponed();
    }
    try {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      gate.await();
      inside.decrementAndGet();
      return JobsFixture.success();
    } finally {
      places.release();
    }
  }

  int most() {
    return most.get();
  }
}
