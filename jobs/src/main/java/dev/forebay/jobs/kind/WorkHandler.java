package dev.forebay.jobs.kind;

import dev.forebay.base.ForebayException;
import dev.forebay.jobs.kind.JobOutcome.Disturbed;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Failed;
import dev.forebay.jobs.kind.JobOutcome.FailedForGood;
import java.util.Objects;
import java.util.Set;

/** Forebay's own work, whose exceptions say how it failed. */
record WorkHandler(JobKind.Work work) implements JobHandler {
  /** Timeouts, conflicts and overload pass. */
  private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429);

  @Override
  public JobOutcome run(JobAttempt attempt) throws InterruptedException {
    try {
      work.run(attempt);
      return new Done();
    } catch (InterruptedException e) {
      throw e;
    } catch (ForebayException e) {
      return failure(e);
    } catch (Exception e) {
      return new Failed(JobError.of(e), "");
    }
  }

  private static JobOutcome failure(ForebayException e) {
    String detail = Objects.requireNonNullElse(e.detail(), "");
    String message = detail.isEmpty() ? e.getMessage() : e.getMessage() + "\n" + detail;
    JobError error = JobError.of(e.code().code(), message);
    if (Disturbance.is(e)) {
      return new Disturbed(error);
    }
    return isPermanent(e) ? new FailedForGood(error, "") : new Failed(error, "");
  }

  private static boolean isPermanent(ForebayException e) {
    int status = e.code().httpStatus();
    return status < 500 && !TRANSIENT.contains(status);
  }
}
