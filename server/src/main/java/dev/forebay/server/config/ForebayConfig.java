package dev.forebay.server.config;

import dev.forebay.base.NearestName;
import dev.forebay.base.config.ConfigProblem;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import dev.forebay.data.DataSettings;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.source.EventSource;
import dev.forebay.functions.source.EventSource.HttpRoute;
import dev.forebay.functions.source.EventSource.Schedule;
import dev.forebay.functions.source.EventSource.Uploads;
import dev.forebay.functions.source.RouteSettings;
import dev.forebay.functions.source.ScheduleSettings;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.storage.BucketSettings;
import dev.forebay.storage.StorageSettings;
import dev.forebay.storage.event.Trigger;
import dev.forebay.storage.event.TriggerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole {@code forebay.yaml}. */
@Doc("A Forebay application.")
public record ForebayConfig(
    @Doc("The application's name; the folder's name where there is none.") @Nullable String name,
    DatabaseConfig database,
    CacheConfig cache,
    StorageSettings storage,
    HttpSettings http,
    DataSettings api,
    JobsConfig jobs,
    AuthConfig auth,
    @Doc("The folder of SQL migrations, V1__create.sql and so on.") @Default("db")
        String migrations,
    @Doc("What is particular to a table, by its name.") Map<String, TableConfig> tables,
    @Doc("The buckets, by name.") Map<String, BucketSettings> buckets,
    @Doc("The functions, by name.") Map<String, FunctionSettings> functions,
    @Doc("The application's own HTTP routes.") List<RouteSettings> routes,
    @Doc("What runs by the clock, by name.") Map<String, ScheduleSettings> schedules) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Checks names, and that what is referred to is there. */
  public ForebayConfig {
    tables = Map.copyOf(tables);
    buckets = Map.copyOf(buckets);
    functions = Map.copyOf(functions);
    routes = List.copyOf(routes);
    schedules = Map.copyOf(schedules);
    functions.keySet().forEach(ForebayConfig::requireFunctionName);
    buckets.keySet().forEach(ForebayConfig::requireBucketName);
    for (var source : sources(buckets, routes, schedules).entrySet()) {
      requireFunction(functions, source.getValue().function(), source.getKey());
    }
  }

  /** What invokes the functions. */
  public List<EventSource> eventSources() {
    return List.copyOf(sources(buckets, routes, schedules).values());
  }

  /** By where they name their function. */
  private static Map<List<Object>, EventSource> sources(
      Map<String, BucketSettings> buckets,
      List<RouteSettings> routes,
      Map<String, ScheduleSettings> schedules) {
    Map<List<Object>, EventSource> sources = new LinkedHashMap<>();
    buckets.forEach((name, bucket) -> addUploads(sources, name, bucket.triggers()));
    for (int i = 0; i < routes.size(); i++) {
      sources.put(List.of("routes", i, "function"), new HttpRoute(routes.get(i)));
    }
    schedules.forEach(
        (name, schedule) ->
            sources.put(List.of("schedules", name, "function"), new Schedule(name, schedule)));
    return sources;
  }

  private static void addUploads(
      Map<List<Object>, EventSource> sources, String bucket, List<TriggerSettings> triggers) {
    for (int i = 0; i < triggers.size(); i++) {
      switch (triggers.get(i).trigger()) {
        case Trigger.Function(String function) ->
            sources.put(
                List.of("buckets", bucket, "triggers", i, "function"), new Uploads(function));
        case Trigger.LoadInto _ -> {} // The schema knows the tables, and it can change.
      }
    }
  }

  /** Refuses routes of the application's that begin like those of Forebay's own. */
  public void requireOwnPaths(List<String> reserved) {
    for (int i = 0; i < routes.size(); i++) {
      requireOwnPath(routes.get(i).path(), reserved, List.of("routes", i, "path"));
    }
  }

  private static void requireFunctionName(String name) {
    if (!FUNCTION.matcher(name).matches()) {
      throw new ConfigProblem(
          List.of("functions", name),
          "a function's name has letters, digits, - and _ only, at most 64 of them");
    }
  }

  private static void requireBucketName(String name) {
    if (!BUCKET.matcher(name).matches()) {
      throw new ConfigProblem(
          List.of("buckets", name),
          "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens");
    }
  }

  private static void requireFunction(
      Map<String, FunctionSettings> functions, String name, List<Object> path) {
    if (!functions.containsKey(name)) {
      String instead =
          NearestName.of(name, functions.keySet())
              .map(nearest -> "; did you mean \"" + nearest + "\"?")
              .orElse(
                  "; the functions are " + String.join(", ", new ArrayList<>(functions.keySet())));
      throw new ConfigProblem(path, "there is no function \"" + name + "\"" + instead);
    }
  }

  private static void requireOwnPath(String path, List<String> reserved, List<Object> place) {
    for (String prefix : reserved) {
      if (path.equals(prefix) || path.startsWith(prefix + "/")) {
        throw new ConfigProblem(place, "paths under " + prefix + " are Forebay's own");
      }
    }
  }
}
