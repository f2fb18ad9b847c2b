package dev.forebay.cache.read;

/**
 * How many of a table's rows that were read lately were in Redis. Where hardly any is, as when all
 * rows of a large table are read once, a reader asks for the lease at once: LEASE answers with the
 * value, too, where there is one, so the HGET before it would be one more round trip for nothing.
 * Any thread.
 */
final class HitRate {
  private static final double LOW = 0.125;
  private static final double WEIGHT = 1.0 / 64;

  /** From here on another hit changes nothing, and costs no write to what all threads read. */
  private static final double FULL = 0.99;

  /** A moving average. Two threads may lose one of two samples, which does no harm. */
  private volatile double share = 1;

  /** Whether hardly any row was there lately. */
  boolean isLow() {
    return share < LOW;
  }

  /** A row was read. */
  void add(boolean hit) {
    double known = share;
    if (!hit || known < FULL) {
      share = known + WEIGHT * ((hit ? 1 : 0) - known);
    }
  }
}
