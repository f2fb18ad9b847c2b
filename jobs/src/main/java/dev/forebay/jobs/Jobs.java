package dev.forebay.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.forebay.jobs.JobTable.Taken;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final int MISSED_HEARTBEATS = 4;

  /** After the drain, interrupted jobs only have to be given back. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(5);

  /** Jobs of a function that is not configured stay until it is. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Database database;
  private final JobSettings settings;
  private final InstantSource clock;
  private final Map<String, JobKind> kinds = new ConcurrentHashMap<>();
  private final RunningJobs running = new RunningJobs();
  private final Polling polling = new Polling(kinds.values());
  private final Settlement settlement;
  private final Delivery delivery;
  private final Recurrences recurrences;
  private final EventQueue events;
  private volatile @Nullable Scheduler scheduler;

  private Jobs(Database database, JobSettings settings, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.settlement = new Settlement(database, clock);
    this.delivery = new Delivery(database, settlement, running);
    this.recurrences = new Recurrences(database, clock);
    this.events = new EventQueue(kinds::containsKey, this::wake, clock);
    recurrences.add(new Purge(settings.eventRetention(), clock));
  }

  /** Takes no jobs yet; the tables are made where they are not there. */
  public static Jobs open(Database database, JobSettings settings, InstantSource clock) {
    database.read(
        session -> {
          session.update(JobTable.DDL, List.of());
          session.update(EventTable.DDL, List.of());
          return session.update(DeadLetterTable.DDL, List.of());
        });
    return new Jobs(database, settings, clock);
  }

  /** Adds a kind. Before the start. */
  public void register(JobKind kind) {
    kinds.put(kind.name(), kind);
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
    reviveOwn();
    Scheduler created = scheduler();
    created.start();
    scheduler = created;
  }

  /** Stops taking jobs, waits for those that run, and gives back what has not ended in time. */
  @Override
  public void close() {
    Scheduler stopping = scheduler;
    scheduler = null;
    if (stopping != null) {
      long drain = settings.drain().toMillis();
      CompletableFuture.delayedExecutor(drain, TimeUnit.MILLISECONDS).execute(running::stop);
      stopping.stop();
    }
  }

  /** Looks for due jobs at once. */
  void wake() {
    Scheduler current = scheduler;
    if (current != null) {
      current.triggerCheckForDueExecutions();
    }
  }

  private void reviveOwn() {
    List<Taken> held = database.read(session -> JobTable.heldBy(session, settings.nodeId()));
    for (Taken taken : held) {
      LOG.info("Taking up {} again, which ran when the process ended", taken.job());
      JobKind kind = kinds.get(taken.job().task());
      if (kind == null) {
        recurrences.again(taken);
      } else {
        settlement.crashed(kind, taken);
      }
    }
  }

  private Scheduler scheduler() {
    return Scheduler.create(database.dataSource(), tasks())
        .tableName(JobTable.NAME)
        .jdbcCustomization(polling)
        .schedulerName(new SchedulerName.Fixed(settings.nodeId()))
        .clock(clock::instant)
        .threads(settings.workers())
        .executorService(Executors.newVirtualThreadPerTaskExecutor())
        .pollUsingLockAndFetch(0.5, 1.0)
        .pollingInterval(settings.pollInterval())
        .heartbeatInterval(settings.heartbeat())
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(settings.drain().plus(GIVING_BACK))
        .deleteUnresolvedAfter(NEVER)
        .build();
  }

  private List<Task<?>> tasks() {
    List<Task<?>> tasks = new ArrayList<>(recurrences.tasks());
    kinds.values().forEach(kind -> tasks.add(task(kind)));
    return tasks;
  }

  private JobTask task(JobKind kind) {
    return new JobTask(
        kind.name(),
        taken -> deliver(kind, taken),
        settlement::tryLater,
        taken -> settlement.crashed(kind, taken));
  }

  private void deliver(JobKind kind, Taken taken) {
    delivery.deliver(kind, taken);
    if (polling.leftSomeOut()) {
      wake();
    }
  }
}
