package dev.forebay.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/** The timers of one route, by method and status. */
final class RequestTimers {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS");

  private final List<StatusTimers> known;
  private final StatusTimers other;

  RequestTimers(MeterRegistry meters, String route) {
    known = METHODS.stream().map(method -> timers(meters, route, method)).toList();
    other = timers(meters, route, "other");
  }

  StatusTimers of(String method) {
    int index = METHODS.indexOf(method);
    return index < 0 ? other : known.get(index);
  }

  private static StatusTimers timers(MeterRegistry meters, String route, String method) {
    return new StatusTimers(
        meters,
        Timer.builder("forebay.http.request.duration")
            .description("Requests, from their headers to the last byte of their answer.")
            .tags("method", method, "route", route));
  }
}
