package dev.forebay.functions.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * A runtime whose functions are bounded: what every function has around it, whatever it is written
 * in. The innermost comes first; an invocation passes the last one first.
 *
 * @param runtime what runs the handlers
 * @param clock what deadlines are told by
 * @param meters where invocations are measured
 */
public record BoundedRuntime(FunctionRuntime runtime, InstantSource clock, MeterRegistry meters)
    implements FunctionRuntime {

  @Override
  public Invocable load(String name, FunctionSettings settings) {
    Places places = new Places(name, settings.concurrency());
    Invocable handler = places.exit(runtime.load(name, settings));
    Invocable timed = new Deadline(name, settings.timeout(), clock, handler);
    Invocable logged = new LogTail(name, timed);
    return MeasuredFunction.of(name, meters, places.entrance(logged));
  }

  @Override
  public void close() {
    runtime.close();
  }
}
