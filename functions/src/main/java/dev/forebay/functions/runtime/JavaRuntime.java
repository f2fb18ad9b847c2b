package dev.forebay.functions.runtime;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs Java handlers: every code path in a class loader of its own, every function with its own
 * environments and limits. Functions are loaded while Forebay starts, by one thread.
 */
public final class JavaRuntime implements AutoCloseable {
  private final Map<Path, ApplicationCode> code = new HashMap<>();
  private final Application application;
  private final InstantSource clock;

  /** A runtime without functions. */
  public JavaRuntime(Application application, InstantSource clock) {
    this.application = application;
    this.clock = clock;
  }

  /** Loads a function's handler; FB704 where its code, class or method is not there. */
  public Invocable load(String name, FunctionSettings settings) {
    Path path = application.resolve(settings.code());
    ApplicationCode opened = code.computeIfAbsent(path, ApplicationCode::open);
    Handler handler = Handler.load(name, settings, opened);
    return new JavaFunction(name, settings, handler, application.environment(), clock);
  }

  /** Closes the class loaders; no invocation may be running. */
  @Override
  public void close() {
    code.values().forEach(ApplicationCode::close);
  }
}
