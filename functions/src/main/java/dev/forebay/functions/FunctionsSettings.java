package dev.forebay.functions;

import dev.forebay.functions.gateway.RouteSettings;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.schedules.ScheduleSettings;
import java.util.List;
import java.util.Map;

/**
 * All of an application's functions and what invokes them.
 *
 * @param functions the functions, by name
 * @param routes the HTTP routes that they answer
 * @param schedules what runs by the clock, by name
 */
public record FunctionsSettings(
    Map<String, FunctionSettings> functions,
    List<RouteSettings> routes,
    Map<String, ScheduleSettings> schedules) {
  /** Copies the collections. */
  public FunctionsSettings {
    functions = Map.copyOf(functions);
    routes = List.copyOf(routes);
    schedules = Map.copyOf(schedules);
  }
}
