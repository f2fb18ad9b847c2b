package dev.forebay.jobs.kind;

/** How an attempt at a job ended. */
public sealed interface JobOutcome {
  /** The job is done. */
  record Done() implements JobOutcome {}

  /**
   * The attempt failed by what the handler did; the next may succeed.
   *
   * @param error what went wrong
   * @param log the end of what the attempt logged
   */
  record Failed(JobError error, String log) implements JobOutcome {}

  /**
   * The attempt failed by something that says nothing about the job, such as a database that is
   * away.
   *
   * @param error what went wrong
   */
  record Disturbed(JobError error) implements JobOutcome {}

  /**
   * The job failed, and no attempt can succeed.
   *
   * @param error what went wrong
   * @param log the end of what the attempt logged
   */
  record FailedForGood(JobError error, String log) implements JobOutcome {}

  /** The attempt was ended, because somebody does not want the job any more. */
  record Cancelled() implements JobOutcome {}

  /** Nothing ran, because the handler had no place, or a stop cut it short: it does not count. */
  record Postponed() implements JobOutcome {}
}
