package dev.forebay.jobs.watch;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.table.EventTable;
import dev.forebay.jobs.table.JobRows;
import dev.forebay.jobs.table.JobRows.Entry;
import dev.forebay.jobs.table.JobRows.Known;
import dev.forebay.jobs.table.JobRows.Live;
import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.JobTable;
import dev.forebay.jobs.table.JobTable.Job;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All jobs of the database, to be seen and cancelled, whichever node has them. */
public final class JobRegister {
  private final Database database;
  private final Function<String, Optional<String>> laneOfKind;
  private final InstantSource clock;

  /**
   * The jobs of this database.
   *
   * @param laneOfKind the lane of a kind, as far as it is known
   */
  public JobRegister(
      Database database, Function<String, Optional<String>> laneOfKind, InstantSource clock) {
    this.database = database;
    this.laneOfKind = laneOfKind;
    this.clock = clock;
  }

  /** A page of the jobs that are asked for: those due last first, then those that ended last. */
  public JobPage list(JobFilter filter) {
    Instant now = clock.instant();
    return database.read(
        session -> {
          List<Entry> found =
              Stream.<Stream<? extends Entry>>of(
                      live(session, filter, now),
                      recurring(session, filter, now),
                      ended(session, filter))
                  .<Entry>flatMap(Function.identity())
                  .sorted(Comparator.comparing(Entry::place))
                  .limit(filter.limit() + 1L)
                  .toList();
          boolean more = found.size() > filter.limit();
          List<Entry> page = more ? found.subList(0, filter.limit()) : found;
          return new JobPage(views(session, page, now), more ? page.getLast().place() : null);
        });
  }

  /** One job; FB709 where there is none, or where it is forgotten. */
  public JobView get(String id) {
    return database.read(session -> find(session, id));
  }

  /**
   * Ends a job: at once where it waits, and as soon as the node that runs it has learnt of it where
   * it runs. An attempt that is done before counts as done. FB709 where there is none, FB710 where
   * it has ended, FB711 where it is a recurring one.
   *
   * @return the job as it is then
   */
  public JobView cancel(String id) {
    return database.transactionRetrying(
        tx -> {
          JobView job = find(tx, id);
          if (job.recurs() != null) {
            throw new ForebayException(
                ErrorCode.JOB_RECURS,
                "The job " + id + " recurs, and cannot be cancelled",
                "A schedule ends when it is taken out of forebay.yaml.");
          }
          if (JobState.ENDS.contains(job.state())) {
            throw new ForebayException(
                ErrorCode.JOB_ENDED, "The job " + id + " is " + job.state().text() + " already");
          }
          cancel(tx, new Job(job.kind(), job.key().hex()));
          return find(tx, id);
        });
  }

  private void cancel(Session tx, Job job) {
    Instant now = clock.instant();
    if (JobTable.removeWaiting(tx, job)) {
      EventTable.finish(tx, List.of(job.instance()), JobState.CANCELLED, now);
    } else {
      JobTable.askToCancel(tx, job, now);
    }
  }

  private Stream<Live> live(Session session, JobFilter filter, Instant now) {
    JobState state = filter.state();
    if (state != null && JobState.ENDS.contains(state)) {
      return Stream.of();
    }
    return kinds(filter, JobRows.liveKinds(session)).stream()
        .flatMap(
            kind ->
                JobRows.live(session, kind, state, now, filter.from(), filter.limit() + 1)
                    .stream());
  }

  private Stream<Live> recurring(Session session, JobFilter filter, Instant now) {
    return JobRows.recurring(session).stream()
        .filter(job -> filter.takes(job.job().task(), laneOf(job.job().task())))
        .filter(job -> filter.state() == null || filter.state() == job.state(now))
        .filter(job -> job.place().compareTo(filter.from()) > 0);
  }

  private Stream<Known> ended(Session session, JobFilter filter) {
    List<JobState> states =
        JobState.ENDS.stream()
            .filter(state -> filter.state() == null || filter.state() == state)
            .toList();
    if (states.isEmpty()) {
      return Stream.of();
    }
    return kinds(filter, JobRows.endedKinds(session)).stream()
        .flatMap(
            kind ->
                states.stream()
                    .flatMap(
                        state ->
                            JobRows.ended(session, kind, state, filter.from(), filter.limit() + 1)
                                .stream()));
  }

  private List<String> kinds(JobFilter filter, List<String> all) {
    return all.stream().filter(kind -> filter.takes(kind, laneOf(kind))).toList();
  }

  private JobView find(Session session, String id) {
    Instant now = clock.instant();
    String lower = id.toLowerCase(Locale.ROOT);
    return event(session, lower, now)
        .or(() -> recurring(session, lower, now))
        .orElseThrow(() -> new ForebayException(ErrorCode.NO_SUCH_JOB, "There is no job " + id));
  }

  private Optional<JobView> event(Session session, String id, Instant now) {
    Optional<Known> known = JobRows.find(session, id);
    if (known.isEmpty() || known.get().end() != null) {
      return known.map(this::view);
    }
    Job job = new Job(known.get().kind(), known.get().key().hex());
    return JobRows.live(session, job).map(live -> JobView.of(live, known, laneOf(job.task()), now));
  }

  private Optional<JobView> recurring(Session session, String id, Instant now) {
    return JobRows.recurring(session).stream()
        .map(live -> JobView.of(live, Optional.empty(), Optional.empty(), now))
        .filter(view -> view.id().equals(id))
        .findFirst();
  }

  private List<JobView> views(Session session, List<Entry> page, Instant now) {
    List<String> keys =
        page.stream()
            .flatMap(entry -> entry instanceof Live live ? Stream.of(live) : Stream.<Live>of())
            .filter(live -> !live.recurs())
            .map(live -> live.job().instance())
            .toList();
    Map<String, Known> known = keys.isEmpty() ? Map.of() : JobRows.known(session, keys);
    return page.stream()
        .map(
            entry ->
                switch (entry) {
                  case Live live ->
                      JobView.of(
                          live,
                          Optional.ofNullable(known.get(live.job().instance())),
                          laneOf(live.job().task()),
                          now);
                  case Known ended -> view(ended);
                })
        .toList();
  }

  private JobView view(Known ended) {
    return JobView.of(ended, laneOf(ended.kind()));
  }

  private Optional<String> laneOf(String kind) {
    return laneOfKind.apply(kind);
  }
}
