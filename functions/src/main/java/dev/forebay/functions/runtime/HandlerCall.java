package dev.forebay.functions.runtime;

import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call of a handler, on the thread that runs it. */
final class HandlerCall implements Runnable {
  /** Known by its name, because the application has a copy of the class of its own. */
  private static final String PERMANENT = "dev.forebay.client.PermanentException";

  private static final int MAX_RESULT = 6 * 1024 * 1024;

  private final Handler handler;
  private final byte[] event;
  private final LambdaContext context;
  private final Runnable atEnd;
  private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();
  private volatile boolean abandoned;

  HandlerCall(Handler handler, byte[] event, LambdaContext context, Runnable atEnd) {
    this.handler = handler;
    this.event = event;
    this.context = context;
    this.atEnd = atEnd;
  }

  @Override
  public void run() {
    Thread.currentThread().setContextClassLoader(handler.classes());
    InvocationResult outcome;
    try {
      outcome = call();
    } finally {
      atEnd.run();
    }
    result.complete(outcome);
  }

  /** The outcome, or empty when there is none in time. */
  Optional<InvocationResult> await(Duration timeout) throws InterruptedException {
    try {
      return Optional.of(result.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Interrupts the handler, whose instance is not used again. */
  void abandon(Thread thread) {
    abandoned = true;
    thread.interrupt();
  }

  private InvocationResult call() {
    try {
      @Nullable Object instance = handler.take();
      InvocationResult outcome = call(instance);
      if (!abandoned) {
        handler.giveBack(instance);
      }
      return outcome;
    } catch (Throwable e) {
      return failure(Kind.ERROR, e);
    }
  }

  /** An Error, such as an OutOfMemoryError, leaves the instance in an unknown state: it goes on. */
  private InvocationResult call(@Nullable Object instance) throws Throwable {
    try {
      byte[] answer = handler.method().call(instance, event, context);
      return answer.length > MAX_RESULT
          ? tooLarge(answer.length)
          : new Success(answer, context.log().tail());
    } catch (UnreadableEventException e) {
      return failure(Kind.PERMANENT, e);
    } catch (Exception e) {
      return failure(isPermanent(e) ? Kind.PERMANENT : Kind.ERROR, e);
    }
  }

  private Failure failure(Kind kind, Throwable thrown) {
    return new Failure(kind, HandlerError.of(thrown), context.log().tail());
  }

  private Failure tooLarge(int bytes) {
    HandlerError error =
        new HandlerError(
            "Response payload size ("
                + bytes
                + " bytes) exceeded maximum allowed payload size ("
                + MAX_RESULT
                + " bytes).",
            "Function.ResponseSizeTooLarge",
            List.of(),
            null);
    return new Failure(Kind.ERROR, error, context.log().tail());
  }

  private static boolean isPermanent(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(PERMANENT)) {
        return true;
      }
    }
    return false;
  }
}
