package dev.forebay.functions.runtime;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs Java handlers: every code path in a class loader of its own, every function with its own
 * environments and limits. Functions are loaded while Forebay starts, by one thread.
 */
public final class JavaRuntime implements AutoCloseable {
  private final Map<Path, ApplicationCode> code = new HashMap<>();
  private final Supplier<Map<String, String>> environment;
  private final InstantSource clock;

  /**
   * A runtime without functions.
   *
   * @param environment what every handler finds in its context's client context: {@code
   *     FOREBAY_URL} and its like; asked for at each invocation
   */
  public JavaRuntime(Supplier<Map<String, String>> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
  }

  /** Loads a function's handler; FB704 where its code, class or method is not there. */
  public Invocable load(FunctionSettings settings) {
    Path path = settings.code().toAbsolutePath().normalize();
    ApplicationCode application = code.computeIfAbsent(path, ApplicationCode::open);
    return new JavaFunction(settings, Handler.load(settings, application), environment, clock);
  }

  /** Closes the class loaders; no invocation may be running. */
  @Override
  public void close() {
    code.values().forEach(ApplicationCode::close);
  }
}
