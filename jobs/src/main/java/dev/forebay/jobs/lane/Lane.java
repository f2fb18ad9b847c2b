package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.Disturbance;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.table.Room;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kinds of jobs that share workers, and the loop that feeds those.
 *
 * <p>A turn of the loop is one transaction: it stores how those attempts ended that have ended
 * since the last turn, and claims as many jobs as there are workers without one, and an {@link
 * Advance}. What ends while it commits is stored by the next turn. So the more there is to do, the
 * more jobs share a commit, and none costs a look of its own into the table.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** How long the loop rests after a turn that failed. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final String name;
  private final Workers workers;
  private final Duration pollInterval;
  private final JobStore store;
  private final Settlement settlement;
  private final Outage outage;
  private final Map<String, JobKind> kinds = new ConcurrentHashMap<>();
  private @Nullable Thread loop;

  Lane(
      String name,
      Workers workers,
      Duration pollInterval,
      JobStore store,
      Settlement settlement,
      Outage outage) {
    this.name = name;
    this.workers = workers;
    this.pollInterval = pollInterval;
    this.store = store;
    this.settlement = settlement;
    this.outage = outage;
  }

  /** Adds a kind. Before the start. */
  void add(JobKind kind) {
    kinds.put(kind.name(), kind);
  }

  String name() {
    return name;
  }

  Workers workers() {
    return workers;
  }

  void start() {
    loop = Thread.ofVirtual().name("jobs-" + name).start(this::loop);
  }

  /** Waits for the end of the loop, which follows a stop; false where it has not come in time. */
  boolean awaitEnd(Duration time) {
    try {
      return loop == null || loop.join(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void loop() {
    while (workers.await(pollInterval)) {
      if (!outage.runGuarded(this::turn)) {
        workers.rest(REST);
      }
    }
  }

  private void turn() {
    workers.checkDeadlines();
    List<JobKind> ready = ready();
    List<End> ends = workers.takeEnds();
    Room room = workers.room();
    if (!ends.isEmpty() || (room.size() > 0 && store.anyDue(ready))) {
      turn(ends, ready, room);
    }
  }

  private void turn(List<End> ends, List<JobKind> ready, Room room) {
    List<Claimed> claimed;
    try {
      claimed = store.turn(ends, workers.takeBegun(), ready, room);
    } catch (RuntimeException e) {
      if (ends.isEmpty() || Disturbance.is(e)) {
        ends.forEach(workers::unstored);
        throw e;
      }
      ends.forEach(this::storeAlone);
      return;
    }
    ends.forEach(workers::stored);
    claimed.forEach(workers::begin);
  }

  /** One that can never be stored must not hold up the others: its job is tried again. */
  private void storeAlone(End end) {
    try {
      store.store(end);
      workers.stored(end);
    } catch (RuntimeException e) {
      LOG.error("The outcome of {} cannot be stored", end.taken().job(), e);
      workers.unstored(Disturbance.is(e) ? end : settlement.tryLater(end.taken()));
    }
  }

  /** A backlog of kinds without a place would take the workers that others need. */
  private List<JobKind> ready() {
    return kinds.values().stream().filter(kind -> !kind.handler().busy()).toList();
  }
}
