package dev.forebay.functions.runtime.java;

import dev.forebay.functions.runtime.HandlerError;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function in this JVM.
 *
 * @param name its name
 * @param handler its class and method
 * @param environment what it finds in its context's client context
 * @param clock what it reckons its time by
 */
record JavaFunction(
    String name,
    JavaHandler handler,
    Supplier<Map<String, String>> environment,
    InstantSource clock)
    implements Invocable {
  /** Known by its name, because the application has a copy of the class of its own. */
  private static final String PERMANENT = "dev.forebay.client.PermanentException";

  private static final int MAX_RESULT = 6 * 1024 * 1024;

  @Override
  public InvocationResult invoke(Invocation invocation) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(handler.classes());
    try {
      @Nullable Object instance = handler.take();
      InvocationResult result = call(instance, invocation);
      if (clock.instant().isBefore(invocation.deadline())) {
        handler.giveBack(instance);
      } // Else it was interrupted, and what that has closed in it is not known.
      return result;
    } catch (Throwable e) {
      return failure(Kind.ERROR, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * An Error, such as an OutOfMemoryError, leaves the instance in an unknown state: it is given up.
   */
  private InvocationResult call(@Nullable Object instance, Invocation invocation) throws Throwable {
    LambdaContext context = new LambdaContext(name, invocation, environment.get(), clock);
    try {
      byte[] answer = handler.method().call(instance, invocation.payload(), context);
      return answer.length > MAX_RESULT ? tooLarge(answer.length) : new Success(answer);
    } catch (UnreadableEventException e) {
      return failure(Kind.PERMANENT, e);
    } catch (Exception e) {
      return failure(isPermanent(e) ? Kind.PERMANENT : Kind.ERROR, e);
    }
  }

  private static Failure failure(Kind kind, Throwable thrown) {
    return new Failure(kind, HandlerError.of(thrown));
  }

  private static Failure tooLarge(int bytes) {
    String message =
        "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
            .formatted(bytes, MAX_RESULT);
    return new Failure(
        Kind.ERROR, new HandlerError(message, "Function.ResponseSizeTooLarge", List.of(), null));
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
