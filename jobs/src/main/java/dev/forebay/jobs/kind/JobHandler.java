package dev.forebay.jobs.kind;

/** What does the jobs of one kind. */
@FunctionalInterface
public interface JobHandler {
  /**
   * Makes one attempt. Safe for any number of threads; may come more than once for one job.
   *
   * @throws InterruptedException when the calling thread was interrupted; the effects are unknown
   */
  JobOutcome run(JobAttempt attempt) throws InterruptedException;

  /** Whether one more attempt would have to wait for a place. */
  default boolean busy() {
    return false;
  }
}
