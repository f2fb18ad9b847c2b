package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.lane.End.Finished;
import dev.forebay.jobs.lane.End.Unfinished;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.EventTable.Event;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Taken;
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

  /** Stores ends, and claims so many jobs of these kinds at most, in one transaction. */
  List<Claimed> turn(List<End> ends, List<JobKind> kinds, int most) {
    return database.readCommittedRetrying(
        tx -> {
          store(tx, ends);
          return claim(tx, kinds, most);
        });
  }

  /** Stores one end. */
  void store(End end) {
    turn(List.of(end), List.of(), 0);
  }

  private void store(Session tx, List<End> ends) {
    List<Taken> finished = new ArrayList<>();
    for (End end : ends) {
      switch (end) {
        case Finished done -> finished.add(done.taken());
        case Unfinished other -> other.store().accept(tx);
      }
    }
    if (!finished.isEmpty()) {
      finish(tx, finished);
    }
  }

  private void finish(Session tx, List<Taken> finished) {
    List<Taken> ours = JobTable.removeAll(tx, finished);
    if (ours.size() < finished.size()) {
      LOG.info("{} jobs were taken by other nodes meanwhile", finished.size() - ours.size());
    }
    if (!ours.isEmpty()) {
      EventTable.finish(tx, instances(ours), clock.instant());
    }
  }

  private List<Claimed> claim(Session tx, List<JobKind> kinds, int most) {
    List<Taken> taken = JobTable.claim(tx, names(kinds), most, nodeId, clock.instant());
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
        claimed.add(new Claimed(Objects.requireNonNull(byName.get(job.job().task())), job, event));
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
