package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.lane.End.Finished;
import dev.forebay.jobs.lane.End.Unfinished;
import dev.forebay.jobs.table.EventKey;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.EventTable.Event;
import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.jobs.table.Room;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs in the database, as one node claims and ends them. */
final class JobStore {
  private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);

  private final Database database;
  private final String nodeId;
  private final InstantSource clock;

  JobStore(Database database, String nodeId, InstantSource clock) {
    this.database = database;
    this.nodeId = nodeId;
    this.clock = clock;
  }

  /** Whether a claim would find something; costs less than one. */
  boolean anyDue(List<JobKind> kinds) {
    return database.read(session -> JobTable.anyDue(session, names(kinds), clock.instant()));
  }

  /**
   * Stores what has changed, and claims jobs of these kinds, in one transaction.
   *
   * @param begun jobs claimed ahead whose attempts have begun
   */
  List<Claimed> turn(List<End> ends, List<Taken> begun, List<JobKind> kinds, Room room) {
    return database.readCommittedRetrying(
        tx -> {
          if (!begun.isEmpty()) {
            JobTable.begun(tx, begun, clock.instant());
          }
          store(tx, ends);
          return claim(tx, kinds, room);
        });
  }

  /** Stores one end. */
  void store(End end) {
    turn(List.of(end), List.of(), List.of(), Room.NONE);
  }

  private void store(Session tx, List<End> ends) {
    List<Finished> finished = new ArrayList<>();
    for (End end : ends) {
      switch (end) {
        case Finished done -> finished.add(done);
        case Unfinished other -> other.store().accept(tx);
      }
    }
    if (!finished.isEmpty()) {
      finish(tx, finished);
    }
  }

  private void finish(Session tx, List<Finished> finished) {
    List<Taken> ours = JobTable.removeAll(tx, finished.stream().map(Finished::taken).toList());
    if (ours.size() < finished.size()) {
      LOG.info("{} jobs were taken by other nodes meanwhile", finished.size() - ours.size());
    }
    if (!ours.isEmpty()) {
      finished.stream().filter(end -> ours.contains(end.taken())).forEach(end -> note(tx, end));
      EventTable.finish(tx, instances(ours), JobState.DONE, clock.instant());
    }
  }

  private static void note(Session tx, Finished end) {
    if (end.course() != null) {
      EventTable.note(tx, new EventKey(end.taken().job().instance()), end.course());
    }
  }

  private List<Claimed> claim(Session tx, List<JobKind> kinds, Room room) {
    List<Taken> taken = JobTable.claim(tx, names(kinds), room, nodeId, clock.instant());
    if (taken.isEmpty()) {
      return List.of();
    }
    Map<String, JobKind> byName =
        kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    Map<String, Event> events = EventTable.findAll(tx, instances(taken));
    List<Claimed> claimed = new ArrayList<>();
    for (Taken job : taken) {
      Event event = events.get(job.job().instance());
      if (event == null) {
        LOG.warn("{} has ended already", job.job());
        JobTable.remove(tx, job);
      } else {
        JobKind kind = Objects.requireNonNull(byName.get(job.job().task()));
        claimed.add(new Claimed(kind, job, event, claimed.size() < room.free()));
      }
    }
    return claimed;
  }

  private static List<String> names(List<JobKind> kinds) {
    return kinds.stream().map(JobKind::name).sorted().toList();
  }

  private static List<String> instances(List<Taken> taken) {
    return taken.stream().map(job -> job.job().instance()).toList();
  }
}
