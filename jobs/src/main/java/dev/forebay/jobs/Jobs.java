package dev.forebay.jobs;

import dev.forebay.jobs.JobTable.Taken;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.migration.TableScripts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable jobs in the application's database: events that are delivered to their kind's
 * handler, and what is done again and again. Every node that shares the database takes jobs from
 * it.
 *
 * <p>An event is delivered at least once: an attempt whose process or database connection ended
 * before its outcome was stored is repeated. What is stored of it (that it is done, its failures,
 * its dead letter) happens exactly once.
 */
public final class Jobs implements AutoCloseable {
  /** The tables of jobs, their events and dead letters. */
  public static final TableScripts TABLES =
      TableScripts.of(Jobs.class, "V4__jobs.sql", "V5__events.sql", "V6__dead_letters.sql");

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  /** After the drain, interrupted jobs only have to be given back. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(5);

  private final Database database;
  private final JobSettings settings;
  private final InstantSource clock;
  private final Outage outage;
  private final Settlement settlement;
  private final Map<String, Lane> lanes;
  private final Map<String, Lane> lanesByKind = new ConcurrentHashMap<>();
  private final Recurrences recurrences;
  private final Heartbeat heartbeat;
  private final EventQueue events;

  /** One thread for each of heartbeat and recurrences, so that neither waits for the other. */
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("jobs-timer-", 0).factory());

  private Jobs(Database database, JobSettings settings, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.outage = new Outage(database);
    this.settlement = new Settlement(clock);
    this.lanes =
        settings.lanes().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, lane -> lane(lane.getKey(), lane.getValue())));
    this.recurrences = new Recurrences(database, clock);
    this.heartbeat = new Heartbeat(database, settings, clock, this::held, this::orphaned);
    this.events = new EventQueue(lanesByKind::containsKey, this::wake, clock);
    recurrences.add(new Purge(settings.eventRetention(), clock));
  }

  /** Takes no jobs yet. */
  public static Jobs open(Database database, JobSettings settings, InstantSource clock) {
    return new Jobs(database, settings, clock);
  }

  /** Adds a kind, whose lane must be one of the settings. Before the start. */
  public void register(JobKind kind) {
    Lane lane =
        Optional.ofNullable(lanes.get(kind.lane()))
            .orElseThrow(() -> new IllegalArgumentException("there is no lane " + kind.lane()));
    lane.add(kind);
    lanesByKind.put(kind.name(), lane);
  }

  /** Adds a recurring job. Before the start. */
  public void register(RecurringJob job) {
    recurrences.add(job);
  }

  /**
   * Adds a job in the caller's transaction: it is done if and only if that commits. An event of the
   * same id to the same kind is not taken a second time, as long as the first is known: until a day
   * after its end.
   *
   * @param eventId at most 2,048 characters
   * @param kind must be registered; FB701
   * @param payload at most 1 MB; FB102
   */
  public void enqueue(Session tx, String eventId, String kind, byte[] payload) {
    events.enqueue(tx, eventId, kind, payload);
  }

  /** What could not be delivered. */
  public DeadLetters deadLetters() {
    return new DeadLetters(database, events, clock);
  }

  /** Begins to take jobs; first those that this node held when its process ended. */
  public void start() {
    recurrences.reconcile();
    heartbeat.begin();
    lanes.values().forEach(Lane::start);
    every(settings.heartbeat(), heartbeat::beat);
    every(settings.pollInterval(), recurrences::runDue);
  }

  /** Stops taking jobs, waits for those that run, and gives back what has not ended in time. */
  @Override
  public void close() {
    workers(Workers::stop);
    if (!awaitEnd(settings.drain())) {
      workers(Workers::cutShort);
      if (!awaitEnd(GIVING_BACK)) {
        LOG.warn("Jobs that ignore their interrupt, or whose end could not be stored, run again");
      }
    }
    workers(Workers::close);
    endTimer();
  }

  private Lane lane(String name, int number) {
    return new Lane(
        name,
        new Workers(number, settlement, clock),
        settings.pollInterval(),
        new JobStore(database, settings.nodeId(), clock),
        settlement,
        outage);
  }

  private void wake(String kind) {
    Objects.requireNonNull(lanesByKind.get(kind)).workers().wake();
  }

  private List<Taken> held() {
    return lanes.values().stream().flatMap(lane -> lane.workers().held().stream()).toList();
  }

  /** Of a kind that this node does not know, it cannot tell what became of it. */
  private void orphaned(Taken taken) {
    database.transactionRetrying(
        tx -> {
          if (lanesByKind.containsKey(taken.job().task())) {
            settlement.crashed(tx, taken);
          } else {
            JobTable.release(tx, taken, taken.due());
          }
          return taken;
        });
  }

  private void every(Duration time, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> outage.runGuarded(work), 0, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void workers(Consumer<Workers> action) {
    lanes.values().forEach(lane -> action.accept(lane.workers()));
  }

  private boolean awaitEnd(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    return lanes.values().stream()
        .allMatch(lane -> lane.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
  }

  private void endTimer() {
    timer.shutdown();
    try {
      timer.awaitTermination(GIVING_BACK.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
