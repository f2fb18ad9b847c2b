package dev.forebay.functions.jobs;

import dev.forebay.functions.runtime.Invocable;
import java.time.Duration;

/**
 * Where events go: a function, or work of Forebay's own such as {@code load:superheroes}.
 *
 * @param name at most 100 characters; functions have no colon in theirs
 * @param invocable what takes the events
 * @param retries how often a failed attempt is repeated
 * @param backoff the pause before the first retry; doubled for each further one
 */
public record Target(String name, Invocable invocable, int retries, Duration backoff) {
  private static final int MAX_DOUBLINGS = 10;

  /** Checks the limits. */
  public Target {
    if (name.isBlank() || name.length() > 100 || retries < 0 || backoff.isNegative()) {
      throw new IllegalArgumentException("not a target: " + name);
    }
  }

  /** Work of Forebay's own: two retries, after one and two seconds. */
  public static Target of(String name, Work work) {
    return new Target(name, new WorkInvocable(work), 2, Duration.ofSeconds(1));
  }

  /** The pause before the attempt that follows this many failed ones. */
  Duration pauseAfter(int failures) {
    return backoff.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
  }

  /** What is done with an event. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it. May run for as long as it needs, and more than once for one event.
     *
     * @throws Exception when it failed. A {@link dev.forebay.base.ForebayException} that blames the
     *     input (4xx, except for conflicts and overload) is permanent; all else is tried again
     */
    void run(byte[] payload) throws Exception;
  }
}
