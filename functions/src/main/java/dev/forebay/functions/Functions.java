package dev.forebay.functions;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.functions.gateway.Gateway;
import dev.forebay.functions.runtime.Application;
import dev.forebay.functions.runtime.BoundedRuntime;
import dev.forebay.functions.runtime.FunctionRuntime;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.java.JavaRuntime;
import dev.forebay.functions.schedules.ScheduleJob;
import dev.forebay.functions.source.EventSource;
import dev.forebay.functions.source.EventSource.HttpRoute;
import dev.forebay.functions.source.EventSource.Schedule;
import dev.forebay.functions.source.EventSource.Uploads;
import dev.forebay.functions.source.RouteSettings;
import dev.forebay.functions.source.ScheduleSettings;
import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.RetryPolicy;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An application's functions: invoked at once or as durable jobs, by routes and by schedules. */
public final class Functions implements Part {
  /** The lane of the functions' jobs. */
  public static final String LANE = "functions";

  /** Lambda's limit for synchronous invocations. */
  private static final int MAX_PAYLOAD = 6 * 1024 * 1024;

  /** How long a synchronous invocation may wait for a place, before FB708. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Jobs jobs;
  private final FunctionRuntime runtime;
  private final Gateway gateway;
  private final Map<String, Invocable> functions = new HashMap<>();
  private final List<PartRoute> routes = new ArrayList<>();

  private Functions(FunctionRuntime runtime, Database database, Jobs jobs, InstantSource clock) {
    this.runtime = runtime;
    this.database = database;
    this.jobs = jobs;
    this.gateway = new Gateway(this::invoke, clock);
  }

  /**
   * Loads the functions, makes each a kind of job, and follows what invokes them. FB704 where a
   * handler cannot be loaded, FB707 where a schedule cannot be read, FB701 where an event source is
   * of a function that does not exist.
   *
   * @param jobs not started yet; to be closed before the functions are
   * @param meters where invocations are measured
   */
  public static Functions open(
      FunctionsSettings settings,
      Application application,
      Database database,
      Jobs jobs,
      InstantSource clock,
      MeterRegistry meters) {
    FunctionRuntime runtime =
        new BoundedRuntime(new JavaRuntime(application, clock), clock, meters);
    Functions opened = new Functions(runtime, database, jobs, clock);
    settings.functions().forEach(opened::load);
    settings.sources().forEach(opened::follow);
    return opened;
  }

  /**
   * Invokes a function and waits for its result.
   *
   * @param payload the event, at most 6 MB; FB102. FB701 where there is no such function, FB708
   *     where all its places stay taken
   */
  public InvocationResult invoke(String function, byte[] payload) {
    return invoke(function, UUID.randomUUID().toString(), payload);
  }

  /**
   * The same, of an invocation that has a request id.
   *
   * @param requestId what the handler's context calls it
   */
  public InvocationResult invoke(String function, String requestId, byte[] payload) {
    if (payload.length > MAX_PAYLOAD) {
      throw new ForebayException(
          ErrorCode.BODY_TOO_LARGE,
          "The event has " + payload.length + " bytes; at most " + MAX_PAYLOAD + " are taken");
    }
    try {
      return function(function).invoke(new Invocation(requestId, payload, PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForebayException(
          ErrorCode.FUNCTION_TIMEOUT, "The invocation of " + function + " was cut short", e);
    }
  }

  /**
   * Puts an event on its way to a function in the caller's transaction: it is delivered if and only
   * if that commits.
   *
   * @param eventId names the event; another one of the same name is not delivered
   * @param payload at most 1 MB; FB102. FB701 where there is no such function
   */
  public void enqueue(Session tx, String function, String eventId, byte[] payload) {
    require(function); // There are other kinds of jobs, too.
    jobs.enqueue(tx, eventId, function, payload);
  }

  /** The same in a transaction of its own, which has committed when this returns. */
  public void enqueue(String function, String eventId, byte[] payload) {
    database.transaction(
        tx -> {
          enqueue(tx, function, eventId, payload);
          return eventId;
        });
  }

  /** FB701 where there is no such function. */
  public void require(String function) {
    function(function);
  }

  /**
   * The application's routes, and for the secret key: {@code POST /functions/v1/{name}/invocations}
   * and the dead letters under {@code /functions/v1/dead-letters}.
   */
  @Override
  public List<PartRoute> routes() {
    List<PartRoute> all = new ArrayList<>(routes);
    all.addAll(new AdminRoutes(jobs.deadLetters(), new InvocationRoute(this)).routes());
    return all;
  }

  /** Closes the runtime; no invocation may be running. */
  @Override
  public void close() {
    runtime.close();
  }

  private void load(String name, FunctionSettings function) {
    Invocable invocable = runtime.load(name, function);
    functions.put(name, invocable);
    RetryPolicy retry = new RetryPolicy(function.retries(), function.backoff(), Duration.ZERO);
    jobs.register(new JobKind(name, LANE, new FunctionHandler(invocable), retry, null));
  }

  private void follow(EventSource source) {
    require(source.function());
    switch (source) {
      case HttpRoute(RouteSettings route) -> routes.add(gateway.route(route));
      case Schedule(String name, ScheduleSettings schedule) ->
          jobs.register(new ScheduleJob(name, schedule, jobs));
      case Uploads _ -> {} // Storage is told of them, and enqueues their events in its transaction.
    }
  }

  private Invocable function(String name) {
    Invocable found = functions.get(name);
    if (found == null) {
      throw new ForebayException(
          ErrorCode.NO_SUCH_FUNCTION, "There is no function " + name, instead(name));
    }
    return found;
  }

  private String instead(String name) {
    String all =
        functions.isEmpty()
            ? "There are no functions"
            : "The functions are " + String.join(", ", functions.keySet());
    return NearestName.of(name, functions.keySet())
        .map(nearest -> "Did you mean " + nearest + "?")
        .orElse(all);
  }
}
