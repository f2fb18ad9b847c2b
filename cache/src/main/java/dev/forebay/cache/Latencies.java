package dev.forebay.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, counted by powers of two: up to 16 µs, 32 µs, … 1 s, and longer. A
 * record costs two additions. Any thread.
 */
public final class Latencies {
  /** The first bound is 2⁴ µs; the last that is finite, 2²⁰ µs. */
  private static final int FIRST_POWER = 4;

  private static final int BOUNDS = 17;

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS + 1);
  private final LongAdder sum = new LongAdder();

  Latencies() {}

  void record(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
    int power = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, micros - 1));
    counts.incrementAndGet(Math.clamp(power - FIRST_POWER, 0, BOUNDS));
    sum.add(nanos);
  }

  /** The bounds, from the shortest; what took longer than the last is counted behind it. */
  public static Duration[] bounds() {
    Duration[] bounds = new Duration[BOUNDS];
    Arrays.setAll(bounds, i -> Duration.of(1L << (FIRST_POWER + i), ChronoUnit.MICROS));
    return bounds;
  }

  /**
   * How many were recorded within each bound and not within the one before; last, the longer ones.
   */
  public long[] counts() {
    long[] all = new long[BOUNDS + 1];
    Arrays.setAll(all, counts::get);
    return all;
  }

  /** All of them together. */
  public Duration total() {
    return Duration.ofNanos(sum.sum());
  }
}
