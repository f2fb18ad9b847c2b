package dev.forebay.functions.runtime;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function in this JVM.
 *
 * <p>Each invocation has a platform thread of its own, not a virtual one: a handler that computes
 * without end would otherwise keep one of the few threads on which all requests are carried. The
 * thread holds one of {@code concurrency} places until it really ends, so handlers that ignore
 * their interrupt are bounded too.
 */
final class JavaFunction implements Invocable {
  private static final Logger LOG = LoggerFactory.getLogger(JavaFunction.class);

  /** How long an interrupted handler may take to end before the log says that it does not. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final String name;
  private final FunctionSettings settings;
  private final Handler handler;
  private final Supplier<Map<String, String>> environment;
  private final InstantSource clock;
  private final Semaphore places;

  JavaFunction(
      String name,
      FunctionSettings settings,
      Handler handler,
      Supplier<Map<String, String>> environment,
      InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.handler = handler;
    this.environment = environment;
    this.clock = clock;
    this.places = new Semaphore(settings.concurrency(), true);
  }

  @Override
  public boolean busy() {
    return places.availablePermits() == 0;
  }

  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    takePlace(invocation.patience());
    LambdaContext context = context(invocation);
    HandlerCall call = new HandlerCall(handler, invocation.payload(), context, places::release);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("function-" + name + "-" + invocation.requestId())
            .start(call);
    try {
      return call.await(settings.timeout()).orElseGet(() -> stop(call, thread, context));
    } catch (InterruptedException e) {
      call.abandon(thread);
      throw e;
    }
  }

  private void takePlace(Duration patience) throws InterruptedException {
    if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ForebayException(
          ErrorCode.TOO_MANY_INVOCATIONS,
          "All " + settings.concurrency() + " places of " + name + " are taken",
          "Try again, or raise the function's concurrency.");
    }
  }

  private LambdaContext context(Invocation invocation) {
    return new LambdaContext(
        name,
        invocation.requestId(),
        clock.instant().plus(settings.timeout()),
        clock,
        environment(),
        new InvocationLog(name, invocation.requestId()));
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(environment.get());
    all.putAll(settings.environment());
    return Map.copyOf(all);
  }

  private InvocationResult stop(HandlerCall call, Thread thread, LambdaContext context) {
    call.abandon(thread);
    if (!ends(thread)) {
      LOG.error(
          "{} of {} ignores its interrupt; {} of {} places are free",
          context.requestId(),
          name,
          places.availablePermits(),
          settings.concurrency());
    }
    HandlerError error =
        new HandlerError(
            context.requestId() + " Task timed out after " + settings.timeout().toMillis() + " ms",
            "Sandbox.Timedout",
            List.of(),
            null);
    return new Failure(Kind.TIMEOUT, error, context.log().tail());
  }

  private static boolean ends(Thread thread) {
    try {
      return thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
