package dev.forebay.functions;

import dev.forebay.functions.gateway.RouteSettings;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.schedules.ScheduleSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All of an application's functions and what invokes them.
 *
 * @param functions the functions
 * @param routes the HTTP routes that they answer
 * @param schedules what runs by the clock
 * @param environment what every handler finds in its context's client context, {@code FOREBAY_URL}
 *     and its like; asked for at each invocation, because ports are known late
 */
public record FunctionsSettings(
    List<FunctionSettings> functions,
    List<RouteSettings> routes,
    List<ScheduleSettings> schedules,
    Supplier<Map<String, String>> environment) {
  /** Copies the lists. */
  public FunctionsSettings {
    functions = List.copyOf(functions);
    routes = List.copyOf(routes);
    schedules = List.copyOf(schedules);
  }
}
