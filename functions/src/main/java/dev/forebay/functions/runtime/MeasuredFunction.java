package dev.forebay.functions.runtime;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Success;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A function whose invocations are measured, by whomever they are made.
 *
 * @param function what is invoked
 * @param durations how long it took, by the outcome
 * @param running how many invocations are being waited for
 * @param throttled those that found no place
 */
record MeasuredFunction(
    Invocable function, Map<Outcome, Timer> durations, LongAdder running, Counter throttled)
    implements Invocable {
  /** How an invocation ended, as the label says it. */
  enum Outcome {
    SUCCESS,
    ERROR,
    PERMANENT,
    TIMEOUT;

    static Outcome of(InvocationResult result) {
      return switch (result) {
        case Success _ -> SUCCESS;
        case Failure failure ->
            switch (failure.kind()) {
              case ERROR -> ERROR;
              case PERMANENT -> PERMANENT;
              case TIMEOUT -> TIMEOUT;
            };
      };
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static MeasuredFunction of(String name, MeterRegistry meters, Invocable function) {
    var durations =
        Timer.builder("forebay.function.duration")
            .description("Invocations that have ended.")
            .tag("function", name)
            .withRegistry(meters);
    LongAdder running = new LongAdder();
    Gauge.builder("forebay.function.running", running::sum)
        .description("Invocations that are waited for.")
        .tag("function", name)
        .register(meters);
    return new MeasuredFunction(
        function,
        Arrays.stream(Outcome.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), end -> durations.withTag("outcome", end.label()))),
        running,
        Counter.builder("forebay.function.throttled")
            .description("Invocations that found no place.")
            .tag("function", name)
            .register(meters));
  }

  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    long begin = System.nanoTime();
    running.increment();
    try {
      InvocationResult result = function.invoke(invocation);
      Objects.requireNonNull(durations.get(Outcome.of(result)))
          .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      return result;
    } catch (ForebayException e) {
      if (e.code() == ErrorCode.TOO_MANY_INVOCATIONS) {
        throttled.increment();
      }
      throw e;
    } finally {
      running.decrement();
    }
  }

  @Override
  public boolean busy() {
    return function.busy();
  }
}
