package dev.forebay.functions.runtime.java;

import dev.forebay.functions.runtime.Application;
import dev.forebay.functions.runtime.FunctionRuntime;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.runtime.Invocable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs Java handlers in this process, every code path in a class loader of its own. Functions are
 * loaded while Forebay starts, by one thread.
 */
public final class JavaRuntime implements FunctionRuntime {
  private final Map<Path, ApplicationCode> code = new HashMap<>();
  private final Application application;
  private final InstantSource clock;

  /** A runtime without functions. */
  public JavaRuntime(Application application, InstantSource clock) {
    this.application = application;
    this.clock = clock;
  }

  @Override
  public Invocable load(String name, FunctionSettings settings) {
    Path path = application.resolve(settings.code());
    ApplicationCode opened = code.computeIfAbsent(path, ApplicationCode::open);
    JavaHandler handler = JavaHandler.load(name, settings, opened);
    return new JavaFunction(name, handler, () -> application.environment(settings), clock);
  }

  /** Closes the class loaders. */
  @Override
  public void close() {
    code.values().forEach(ApplicationCode::close);
  }
}
