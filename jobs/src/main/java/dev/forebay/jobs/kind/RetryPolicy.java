package dev.forebay.jobs.kind;

import java.time.Duration;
import java.util.Optional;

/**
 * When an attempt that failed is made again.
 *
 * <p>A handler's own failures are counted. Failures of the moment, such as a database that is away,
 * are not: they say nothing about the job, and last as long as they last. The pause after one of
 * those is as long as the job is old, so it doubles each time.
 *
 * @param retries how often a handler's failure is followed by another attempt
 * @param backoff the pause before the first of them; doubled for each further one
 * @param patience for how long after its coming a job is tried again after failures of the moment;
 *     then they count as the others do
 */
public record RetryPolicy(int retries, Duration backoff, Duration patience) {
  private static final int MAX_DOUBLINGS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Checks the limits. */
  public RetryPolicy {
    if (retries < 0 || backoff.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException("retries, backoff and patience must not be negative");
    }
  }

  /** For work of Forebay's own: two retries after one and two seconds, and an hour of patience. */
  public static RetryPolicy ofOwnWork() {
    return new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  /** The pause after a failure, or empty where there is no further attempt. */
  public Optional<Duration> pauseAfter(int failures) {
    return failures > retries
        ? Optional.empty()
        : Optional.of(backoff.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS)));
  }

  /** The pause after a failure of the moment of a job so old, or empty where it counts. */
  public Optional<Duration> pauseAtAge(Duration age) {
    if (age.compareTo(patience) >= 0) {
      return Optional.empty();
    }
    Duration atLeast = age.compareTo(backoff) > 0 ? age : backoff;
    return Optional.of(atLeast.compareTo(LONGEST_PAUSE) < 0 ? atLeast : LONGEST_PAUSE);
  }
}
