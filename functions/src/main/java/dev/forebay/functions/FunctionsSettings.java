package dev.forebay.functions;

import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.source.EventSource;
import java.util.List;
import java.util.Map;

/**
 * All of an application's functions and what invokes them.
 *
 * @param functions the functions, by name
 * @param sources what invokes them
 */
public record FunctionsSettings(
    Map<String, FunctionSettings> functions, List<EventSource> sources) {
  /** Copies the collections. */
  public FunctionsSettings {
    functions = Map.copyOf(functions);
    sources = List.copyOf(sources);
  }
}
