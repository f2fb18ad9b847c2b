package dev.forebay.functions.jobs;

import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.HandlerError;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Forebay's own work with a function's results. */
record WorkInvocable(Target.Work work) implements Invocable {
  /** Timeouts, conflicts and overload pass. */
  private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429);

  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    try {
      work.run(invocation.payload());
      return new Success(new byte[0], "");
    } catch (InterruptedException e) {
      throw e;
    } catch (ForebayException e) {
      return new Failure(isPermanent(e) ? Kind.PERMANENT : Kind.ERROR, error(e), "");
    } catch (Exception e) {
      return new Failure(Kind.ERROR, HandlerError.of(e), "");
    }
  }

  private static boolean isPermanent(ForebayException e) {
    int status = e.code().httpStatus();
    return status < 500 && !TRANSIENT.contains(status);
  }

  private static HandlerError error(ForebayException e) {
    String detail = Objects.requireNonNullElse(e.detail(), "");
    String message = detail.isEmpty() ? e.getMessage() : e.getMessage() + "\n" + detail;
    return new HandlerError(message, e.code().code(), List.of(), null);
  }
}
