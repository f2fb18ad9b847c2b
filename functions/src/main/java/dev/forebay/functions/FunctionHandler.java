package dev.forebay.functions;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.HandlerError;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.jobs.kind.JobAttempt;
import dev.forebay.jobs.kind.JobError;
import dev.forebay.jobs.kind.JobHandler;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Failed;
import dev.forebay.jobs.kind.JobOutcome.FailedForGood;
import dev.forebay.jobs.kind.JobOutcome.Postponed;
import java.time.Duration;

/** Does a job by invoking a function. */
record FunctionHandler(Invocable function) implements JobHandler {
  /** A busy function's places change hands within this, or the job waits for another turn. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  @Override
  public JobOutcome run(JobAttempt attempt) throws InterruptedException {
    try {
      return outcome(function.invoke(new Invocation(attempt.id(), attempt.payload(), PATIENCE)));
    } catch (ForebayException e) {
      if (e.code() == ErrorCode.TOO_MANY_INVOCATIONS) {
        return new Postponed();
      }
      throw e;
    }
  }

  @Override
  public boolean busy() {
    return function.busy();
  }

  private static JobOutcome outcome(InvocationResult result) {
    return switch (result) {
      case Success _ -> new Done();
      case Failure failure ->
          failure.kind() == Kind.PERMANENT
              ? new FailedForGood(error(failure.error()), failure.log())
              : new Failed(error(failure.error()), failure.log());
    };
  }

  private static JobError error(HandlerError error) {
    return new JobError(error.type(), error.message(), error.toJson());
  }
}
