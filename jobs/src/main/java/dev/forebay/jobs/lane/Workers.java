package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Cancelled;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Postponed;
import dev.forebay.jobs.table.Course;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.jobs.table.Room;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A lane's workers: the attempts that run, and the ends of those that have, until stored. */
final class Workers {
  /** An attempt that took longer says that the next will not be over within a turn either. */
  private static final Duration QUICK = Duration.ofMillis(50);

  /** How long a job may wait for a worker here, while another node might have a free one. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final int MOST_AHEAD_OF_A_WORKER = 4;

  private final int number;
  private final Settlement settlement;
  private final JobMeters meters;
  private final InstantSource clock;

  /** What is claimed and whose end is not stored yet. */
  private final Set<Taken> held = ConcurrentHashMap.newKeySet();

  private final Set<RunningAttempt> running = new HashSet<>();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Advance advance;
  private final List<End> ends = new ArrayList<>();
  private final Set<Taken> begun = new HashSet<>();
  private boolean woken;
  private boolean stopping;
  private boolean closed;

  private record Waiting(Claimed job, long since) {
    Duration age() {
      return Duration.ofNanos(System.nanoTime() - since);
    }
  }

  Workers(int number, Settlement settlement, JobMeters meters, InstantSource clock) {
    this.number = number;
    this.meters = meters;
    this.advance = new Advance(number * MOST_AHEAD_OF_A_WORKER);
    this.settlement = settlement;
    this.clock = clock;
  }

  /** What this node has to confirm. */
  Set<Taken> held() {
    return held;
  }

  synchronized int running() {
    return running.size();
  }

  /** How many jobs may be claimed now. */
  synchronized Room room() {
    if (stopping) {
      return Room.NONE;
    }
    int taken = running.size() + waiting.size();
    int free = Math.max(0, number - taken);
    return new Room(free, Math.max(0, number + advance.size() - taken - free));
  }

  /**
   * Begins a claimed job as soon as a worker is free; gives it back where a stop came meanwhile.
   */
  synchronized void begin(Claimed job) {
    held.add(job.taken());
    waiting.add(new Waiting(job, System.nanoTime()));
    if (stopping) {
      giveBack();
    } else {
      beginWaiting();
    }
  }

  private void beginWaiting() {
    while (running.size() < number && !waiting.isEmpty()) {
      Claimed job = waiting.remove().job();
      RunningAttempt attempt = new RunningAttempt(job, clock.instant(), this::ended);
      running.add(attempt);
      attempt.start();
      if (!job.begins()) {
        begun.add(job.taken());
      }
    }
  }

  /** The jobs claimed ahead whose attempts have begun, as far as those still run. */
  synchronized List<Taken> takeBegun() {
    List<Taken> still =
        running.stream().map(attempt -> attempt.job().taken()).filter(begun::contains).toList();
    begun.clear();
    return still;
  }

  private void giveBack() {
    waiting.forEach(one -> ends.add(settlement.end(one.job(), new Postponed(), null)));
    waiting.clear();
    advance.reset();
  }

  /** Ends those of these jobs that have not ended: those that run are interrupted. */
  synchronized void cancel(Set<Taken> jobs) {
    running.stream()
        .filter(attempt -> jobs.contains(attempt.job().taken()))
        .forEach(attempt -> attempt.cutShort(new Cancelled()));
    waiting.stream()
        .map(Waiting::job)
        .filter(job -> jobs.contains(job.taken()))
        .forEach(job -> ends.add(settlement.end(job, new Cancelled(), null)));
    waiting.removeIf(one -> jobs.contains(one.job().taken()));
    notifyAll();
  }

  /** What has been told since the last time, of attempts that run. */
  synchronized Map<Taken, Course> takeProgress() {
    return running.stream()
        .filter(RunningAttempt::takeNews)
        .collect(Collectors.toMap(attempt -> attempt.job().taken(), RunningAttempt::course));
  }

  private synchronized void ended(RunningAttempt attempt, JobOutcome outcome) {
    running.remove(attempt);
    meters.ended(attempt.job().kind(), outcome, attempt.age());
    ends.add(settlement.end(attempt.job(), outcome, attempt.notableCourse()));
    if (outcome instanceof Done && attempt.age().compareTo(QUICK) < 0) {
      advance.done();
    }
    beginWaiting();
    notifyAll();
  }

  /** Interrupts attempts that have passed their deadline. */
  synchronized void checkDeadlines() {
    running.forEach(attempt -> attempt.checkDeadline(clock.instant()));
  }

  /** The ends that are to be stored now; and what has waited for too long is given back. */
  synchronized List<End> takeEnds() {
    advance.turn();
    if (!waiting.isEmpty() && waiting.element().age().compareTo(PATIENCE) > 0) {
      giveBack();
    }
    List<End> taken = List.copyOf(ends);
    ends.clear();
    return taken;
  }

  /** An end is stored: the job is no longer this node's. */
  void stored(End end) {
    held.remove(end.taken());
  }

  /** An end could not be stored: it stays for the next turn. */
  synchronized void unstored(End end) {
    ends.add(end);
  }

  /** Ends the next wait at once. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Waits until there is something to store, a {@link #wake}, or so long; false at the end. */
  synchronized boolean await(Duration atMost) {
    Duration time = waiting.isEmpty() || atMost.compareTo(PATIENCE) < 0 ? atMost : PATIENCE;
    waitUntil(() -> woken || !ends.isEmpty() || isOver(), time);
    woken = false;
    return !isOver();
  }

  /** Waits that long, or until {@link #close}. */
  synchronized void rest(Duration time) {
    waitUntil(() -> closed, time);
  }

  /** Nothing begins any more. */
  synchronized void stop() {
    stopping = true;
    giveBack();
    notifyAll();
  }

  /** Interrupts what runs: it is given back. */
  synchronized void cutShort() {
    running.forEach(attempt -> attempt.cutShort(new Postponed()));
  }

  /** Nothing is waited for any more, not even that ends are stored. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private boolean isOver() {
    return closed || (stopping && running.isEmpty() && ends.isEmpty());
  }

  private synchronized void waitUntil(BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!condition.getAsBoolean() && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a lane's loop", e);
    }
  }
}
