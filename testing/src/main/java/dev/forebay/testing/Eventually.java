package dev.forebay.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what other threads or processes will bring about, by asking again until a deadline.
 * Tests have no fixed sleeps: they are too short on a slow machine and too long on every other.
 */
public final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Eventually() {}

  /** Returns once the condition holds; an AssertionError that names it after half a minute. */
  public static void until(String condition, BooleanSupplier holds) {
    until(condition, DEADLINE, holds);
  }

  /** Returns once the condition holds; an AssertionError that names it after the deadline. */
  public static void until(String condition, Duration deadline, BooleanSupplier holds) {
    present(condition, deadline, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** The value, once there is one; an AssertionError that names it after half a minute. */
  public static <T> T present(String what, Supplier<Optional<T>> value) {
    return present(what, DEADLINE, value);
  }

  /** The value, once there is one; an AssertionError that names it after the deadline. */
  public static <T> T present(String what, Duration deadline, Supplier<Optional<T>> value) {
    long start = System.nanoTime();
    Optional<T> found = value.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - start > deadline.toNanos()) {
        throw new AssertionError("not within " + deadline + ": " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      found = value.get();
    }
    return found.get();
  }

  /** Returns once the assertions pass; the last failure after half a minute. */
  public static void passes(Runnable assertions) {
    passes(DEADLINE, assertions);
  }

  /** Returns once the assertions pass; the last failure after the deadline. */
  public static void passes(Duration deadline, Runnable assertions) {
    long start = System.nanoTime();
    AssertionError failure = failureOf(assertions);
    while (failure != null) {
      if (System.nanoTime() - start > deadline.toNanos()) {
        throw failure;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      failure = failureOf(assertions);
    }
  }

  private static @Nullable AssertionError failureOf(Runnable assertions) {
    try {
      assertions.run();
      return null;
    } catch (AssertionError e) {
      return e;
    }
  }
}
