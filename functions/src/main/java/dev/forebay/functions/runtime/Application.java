package dev.forebay.functions.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The application that functions belong to.
 *
 * @param folder what the paths of their code are relative to
 * @param environment what every handler finds in its context's client context, {@code FOREBAY_URL}
 *     and its like; asked for at each invocation, because ports are known late
 */
public record Application(Path folder, Supplier<Map<String, String>> environment) {
  /** Where this code is. */
  public Path resolve(String code) {
    return folder.resolve(code).toAbsolutePath().normalize();
  }

  /** What a function finds in its environment just now: the application's, then its own. */
  public Map<String, String> environment(FunctionSettings settings) {
    Map<String, String> all = new HashMap<>(environment.get());
    all.putAll(settings.environment());
    return Map.copyOf(all);
  }
}
