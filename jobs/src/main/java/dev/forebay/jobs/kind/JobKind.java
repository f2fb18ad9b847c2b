package dev.forebay.jobs.kind;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that one handler does: those of a function, or work of Forebay's own such as {@code
 * load:superheroes}.
 *
 * @param name at most 100 characters; functions have no colon in theirs
 * @param lane whose workers do them
 * @param handler what does them
 * @param retry when a failed attempt is made again
 * @param deadline how long one attempt may take before it is interrupted and has failed; null where
 *     the handler sees to that, or where it may take as long as it needs
 */
public record JobKind(
    String name, String lane, JobHandler handler, RetryPolicy retry, @Nullable Duration deadline) {
  /** Checks the name. */
  public JobKind {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("not a kind of job: " + name);
    }
  }

  /** Work of Forebay's own, with its retries and as much time as it needs. */
  public static JobKind of(String name, String lane, Work work) {
    return new JobKind(name, lane, new WorkHandler(work), RetryPolicy.ofOwnWork(), null);
  }

  /** What is done in an attempt. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it. May come more than once for one job.
     *
     * @throws Exception when it failed. A {@link dev.forebay.base.ForebayException} that blames the
     *     input (4xx, except for conflicts and overload) is permanent, one that tells of a
     *     database, cache or store that is away is of the moment; all else is tried again and
     *     counted
     */
    void run(JobAttempt attempt) throws Exception;
  }
}
