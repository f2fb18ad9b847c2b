package dev.forebay.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, at most a minute. */
final class Polling {
  private static final long DEADLINE = Duration.ofMinutes(1).toNanos();
  private static final long PAUSE = Duration.ofMillis(10).toNanos();

  private Polling() {}

  /** Returns once the condition holds; an exception of it counts as false. */
  static void until(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + DEADLINE;
    Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new AssertionError("not within a minute: " + what, last);
  }
}
