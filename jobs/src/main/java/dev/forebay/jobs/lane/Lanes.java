package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.table.Course;
import dev.forebay.jobs.table.EventKey;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.mysql.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of one node, and which kinds of jobs each does. */
public final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  /** After the drain, interrupted jobs only have to be given back. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(5);

  private final Database database;
  private final Settlement settlement;
  private final JobMeters meters;
  private final InstantSource clock;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Map<String, Lane> byKind = new ConcurrentHashMap<>();

  /**
   * Lanes that take no jobs yet.
   *
   * @param sizes how many jobs each runs at once
   * @param pollInterval how often they look for jobs that they were not told of
   */
  public Lanes(
      Database database,
      String nodeId,
      Map<String, Integer> sizes,
      Duration pollInterval,
      Outage outage,
      MeterRegistry meters,
      InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.settlement = new Settlement(clock);
    this.meters = new JobMeters(meters);
    JobStore store = new JobStore(database, nodeId, clock);
    sizes.forEach(
        (name, size) -> {
          Workers workers = new Workers(size, settlement, this.meters, clock);
          this.meters.add(name, workers);
          lanes.put(name, new Lane(name, workers, pollInterval, store, settlement, outage));
        });
  }

  /** Adds a kind to its lane, which must be there. Before the start. */
  public void add(JobKind kind) {
    Lane lane =
        Optional.ofNullable(lanes.get(kind.lane()))
            .orElseThrow(() -> new IllegalArgumentException("there is no lane " + kind.lane()));
    lane.add(kind);
    byKind.put(kind.name(), lane);
    meters.add(kind);
  }

  /** Whether this node does jobs of this kind. */
  public boolean does(String kind) {
    return byKind.containsKey(kind);
  }

  /** The lane of a kind; empty where this node does not do it. */
  public Optional<String> laneOf(String kind) {
    return Optional.ofNullable(byKind.get(kind)).map(Lane::name);
  }

  /** Has the lane of a kind that this node does look for jobs at once. */
  public void wake(String kind) {
    Objects.requireNonNull(byKind.get(kind)).workers().wake();
  }

  /** What this node has claimed and not ended. */
  public List<Taken> held() {
    return lanes.values().stream().flatMap(lane -> lane.workers().held().stream()).toList();
  }

  /**
   * Lets a job whose node is gone be claimed anew. Of a kind that this node does not know, it
   * cannot tell what became of it.
   */
  public void orphaned(Taken taken) {
    database.transactionRetrying(
        tx -> {
          if (does(taken.job().task())) {
            settlement.crashed(tx, taken);
          } else {
            settlement.release(tx, taken, taken.due());
          }
          return taken;
        });
  }

  /** Ends those of these jobs that this node has; those that run are interrupted. */
  public void cancel(Collection<Taken> jobs) {
    Set<Taken> all = Set.copyOf(jobs);
    workers(some -> some.cancel(all));
  }

  /** Stores what attempts have told of their progress since the last time. */
  public void storeProgress() {
    Map<Taken, Course> news = new HashMap<>();
    workers(some -> news.putAll(some.takeProgress()));
    if (!news.isEmpty()) {
      database.readCommittedRetrying(
          tx -> {
            news.forEach(
                (taken, course) ->
                    EventTable.note(tx, new EventKey(taken.job().instance()), course));
            return news;
          });
    }
  }

  /** Measures what waits. */
  public void measureBacklog() {
    meters.measureBacklog(database, clock);
  }

  /** Begins to take jobs. */
  public void start() {
    lanes.values().forEach(Lane::start);
  }

  /** Stops taking jobs, waits for those that run, and gives back what has not ended in time. */
  public void close(Duration drain) {
    workers(Workers::stop);
    if (!awaitEnd(drain)) {
      workers(Workers::cutShort);
      if (!awaitEnd(GIVING_BACK)) {
        LOG.warn("Jobs that ignore their interrupt, or whose end could not be stored, run again");
      }
    }
    workers(Workers::close);
  }

  private void workers(Consumer<Workers> action) {
    lanes.values().forEach(lane -> action.accept(lane.workers()));
  }

  private boolean awaitEnd(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    return lanes.values().stream()
        .allMatch(lane -> lane.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
  }
}
