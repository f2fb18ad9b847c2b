package dev.forebay.jobs;

import java.time.Duration;

/**
 * Jobs that one handler does: those of a function, or work of Forebay's own such as {@code
 * load:superheroes}.
 *
 * @param name at most 100 characters; functions have no colon in theirs
 * @param handler what does them
 * @param retries how often a failed attempt is repeated
 * @param backoff the pause before the first retry; doubled for each further one
 */
public record JobKind(String name, JobHandler handler, int retries, Duration backoff) {
  private static final int MAX_DOUBLINGS = 10;

  /** Checks the limits. */
  public JobKind {
    if (name.isBlank() || name.length() > 100 || retries < 0 || backoff.isNegative()) {
      throw new IllegalArgumentException("not a kind of job: " + name);
    }
  }

  /** Work of Forebay's own: two retries, after one and two seconds. */
  public static JobKind of(String name, Work work) {
    return new JobKind(name, new WorkHandler(work), 2, Duration.ofSeconds(1));
  }

  /** The pause before the attempt that follows this many failed ones. */
  Duration pauseAfter(int failures) {
    return backoff.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
  }

  /** What is done with a payload. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it. May run for as long as it needs, and more than once for one job.
     *
     * @throws Exception when it failed. A {@link dev.forebay.base.ForebayException} that blames the
     *     input (4xx, except for conflicts and overload) is permanent; all else is tried again
     */
    void run(byte[] payload) throws Exception;
  }
}
