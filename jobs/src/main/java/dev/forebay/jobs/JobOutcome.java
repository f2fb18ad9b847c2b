package dev.forebay.jobs;

/** How an attempt at a job ended. */
public sealed interface JobOutcome {
  /** The job is done. */
  record Done() implements JobOutcome {}

  /**
   * The attempt failed; the next may succeed.
   *
   * @param error what went wrong
   * @param log the end of what the attempt logged
   */
  record Failed(JobError error, String log) implements JobOutcome {}

  /**
   * The job failed, and no attempt can succeed.
   *
   * @param error what went wrong
   * @param log the end of what the attempt logged
   */
  record FailedForGood(JobError error, String log) implements JobOutcome {}

  /** Nothing ran, because the handler had no place: the attempt does not count. */
  record Postponed() implements JobOutcome {}
}
