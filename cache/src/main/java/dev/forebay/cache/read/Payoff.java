package dev.forebay.cache.read;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether batches of a table's entries lately found in Redis what they asked for. A batch that
 * finds nothing costs more than the one statement that it was to save: three commands for each row.
 * So where few are found, all but one batch of sixteen go to the database at once; that one fills
 * the entries it misses, and notices when the same rows are asked for again. Any thread.
 */
final class Payoff {
  private static final double LEAST = 0.25;
  private static final double WEIGHT = 0.125;
  private static final int PROBE = 16;

  private final AtomicInteger passed = new AtomicInteger();

  /** A moving average. Two threads may lose one of two samples, which does no harm. */
  private volatile double share = 1;

  /** Whether the next batch is to ask Redis. */
  boolean asks() {
    return share >= LEAST || passed.incrementAndGet() % PROBE == 0;
  }

  /** A batch found so many of those that it asked for. */
  void found(int hits, int asked) {
    double known = share;
    share = known + WEIGHT * ((double) hits / asked - known);
  }
}
