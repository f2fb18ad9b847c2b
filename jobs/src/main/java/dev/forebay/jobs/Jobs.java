package dev.forebay.jobs;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.lane.Lanes;
import dev.forebay.jobs.lane.Outage;
import dev.forebay.jobs.recurring.Recurrences;
import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.jobs.recurring.Sweep;
import dev.forebay.jobs.watch.JobRegister;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.migration.TableScripts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
      TableScripts.of(
          Jobs.class,
          "V4__jobs.sql",
          "V5__events.sql",
          "V6__dead_letters.sql",
          "V9__jobs_watched.sql",
          "V10__events_watched.sql");

  private static final Sweep.Rows ENDED_EVENTS =
      new Sweep.Rows(
          "forebay_events",
          "event_key",
          row -> row.string(1),
          "finished_at",
          "forebay_events_finished");

  private static final Duration PROGRESS = Duration.ofSeconds(1);
  private static final Duration BACKLOG = Duration.ofSeconds(10);

  private final Database database;
  private final JobSettings settings;
  private final InstantSource clock;
  private final Outage outage;
  private final Lanes lanes;
  private final Recurrences recurrences;
  private final Heartbeat heartbeat;
  private final EventQueue events;

  /** One thread for each of heartbeat, recurrences and the rest, so that none waits for another. */
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(3, Thread.ofVirtual().name("jobs-timer-", 0).factory());

  private Jobs(Database database, JobSettings settings, MeterRegistry meters, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.outage = new Outage(database);
    this.lanes =
        new Lanes(
            database,
            settings.nodeId(),
            settings.lanes(),
            settings.pollInterval(),
            outage,
            meters,
            clock);
    this.recurrences = new Recurrences(database, clock);
    this.heartbeat = new Heartbeat(database, settings, clock, lanes);
    this.events = new EventQueue(lanes, clock);
    recurrences.add(new Sweep("purge", ENDED_EVENTS, settings.eventRetention()));
  }

  /**
   * Takes no jobs yet.
   *
   * @param meters where jobs are measured
   */
  public static Jobs open(
      Database database, JobSettings settings, MeterRegistry meters, InstantSource clock) {
    return new Jobs(database, settings, meters, clock);
  }

  /** Adds a kind, whose lane must be one of the settings. Before the start. */
  public void register(JobKind kind) {
    lanes.add(kind);
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

  /** All jobs, to be seen and cancelled. */
  public JobRegister all() {
    return new JobRegister(database, lanes::laneOf, clock);
  }

  /** The names of the lanes. */
  public Set<String> lanes() {
    return settings.lanes().keySet();
  }

  /** Begins to take jobs; first those that this node held when its process ended. */
  public void start() {
    recurrences.reconcile();
    heartbeat.begin();
    lanes.start();
    every(settings.heartbeat(), heartbeat::beat);
    every(settings.pollInterval(), recurrences::runDue);
    every(PROGRESS, lanes::storeProgress);
    every(BACKLOG, lanes::measureBacklog);
  }

  /** Stops taking jobs, waits for those that run, and gives back what has not ended in time. */
  @Override
  public void close() {
    lanes.close(settings.drain());
    endTimer();
  }

  private void every(Duration time, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> outage.runGuarded(work), 0, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void endTimer() {
    timer.shutdown();
    try {
      timer.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
