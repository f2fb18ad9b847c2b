package dev.forebay.functions.source;

/** What invokes a function by itself. A new kind does not compile until it is followed. */
public sealed interface EventSource {
  /** The function that its events go to. */
  String function();

  /**
   * Requests: each is one event, whose result is its answer.
   *
   * @param settings which requests, and who may make them
   */
  record HttpRoute(RouteSettings settings) implements EventSource {
    @Override
    public String function() {
      return settings.function();
    }
  }

  /**
   * The clock.
   *
   * @param name the schedule's name
   * @param settings when
   */
  record Schedule(String name, ScheduleSettings settings) implements EventSource {
    @Override
    public String function() {
      return settings.function();
    }
  }

  /**
   * Uploads: which ones, the triggers of the buckets say.
   *
   * @param function what a trigger names
   */
  record Uploads(String function) implements EventSource {}
}
