package dev.forebay.functions.runtime;

import java.time.InstantSource;

/**
 * A runtime whose functions are bounded: what every function has around it, whatever it is written
 * in. An invocation passes it from the top to the bottom.
 *
 * @param runtime what runs the handlers
 * @param clock what deadlines are told by
 */
public record BoundedRuntime(FunctionRuntime runtime, InstantSource clock)
    implements FunctionRuntime {

  @Override
  public Invocable load(String name, FunctionSettings settings) {
    Places places = new Places(name, settings.concurrency());
    Invocable handler = runtime.load(name, settings);
    return places.entrance(
        new LogTail(name, new Deadline(name, settings.timeout(), clock, places.exit(handler))));
  }

  @Override
  public void close() {
    runtime.close();
  }
}
