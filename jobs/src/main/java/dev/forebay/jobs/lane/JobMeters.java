package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.table.JobRows;
import dev.forebay.jobs.table.JobRows.Backlog;
import dev.forebay.mysql.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What is measured of jobs: attempts on this node, and what waits in the database. */
final class JobMeters {
  private final MeterRegistry meters;

  /** By kind; made before the first attempt, which costs no search then. */
  private final Map<String, Map<Label, Timer>> attempts = new HashMap<>();

  /** What waited when that was last looked at, so that whoever reads a meter need not wait. */
  private final Map<String, Backlog> backlogs = new ConcurrentHashMap<>();

  JobMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Adds the meters of a lane. */
  void add(String lane, Workers workers) {
    Gauge.builder("forebay.jobs.running", workers, Workers::running)
        .description("Attempts that run.")
        .tag("lane", lane)
        .register(meters);
  }

  /** Adds the meters of a kind. */
  void add(JobKind kind) {
    attempts.put(kind.name(), timers(kind));
    backlogs.put(kind.name(), Backlog.NONE);
    gauge(kind, "forebay.jobs.waiting", "Jobs that are due.", Backlog::jobs);
    gauge(
        kind,
        "forebay.jobs.waiting.age.seconds",
        "For how long the oldest of them has been.",
        backlog -> backlog.age().toMillis() / 1e3);
  }

  /** Looks at what waits. */
  void measureBacklog(Database database, InstantSource clock) {
    Instant now = clock.instant();
    database.read(
        session -> {
          backlogs.replaceAll((kind, _) -> JobRows.backlog(session, kind, now));
          return now;
        });
  }

  /** An attempt has ended. */
  void ended(JobKind kind, JobOutcome outcome, Duration time) {
    Map<Label, Timer> ofKind = Objects.requireNonNull(attempts.get(kind.name()));
    Objects.requireNonNull(ofKind.get(Label.of(outcome))).record(time);
  }

  private Map<Label, Timer> timers(JobKind kind) {
    var timers =
        Timer.builder("forebay.jobs.attempt")
            .description("Attempts that have ended.")
            .tags("lane", kind.lane(), "kind", kind.name())
            .withRegistry(meters);
    Map<Label, Timer> all = new EnumMap<>(Label.class);
    for (Label label : Label.values()) {
      all.put(label, timers.withTag("outcome", label.name().toLowerCase(Locale.ROOT)));
    }
    return all;
  }

  private void gauge(
      JobKind kind, String name, String description, ToDoubleFunction<Backlog> value) {
    Gauge.builder(
            name, backlogs, all -> value.applyAsDouble(all.getOrDefault(kind.name(), Backlog.NONE)))
        .description(description)
        .tags("lane", kind.lane(), "kind", kind.name())
        .register(meters);
  }

  /** How an attempt ended, as the label says it. */
  private enum Label {
    DONE,
    FAILED,
    FAILED_FOR_GOOD,
    DISTURBED,
    CANCELLED,
    POSTPONED;

    static Label of(JobOutcome outcome) {
      return switch (outcome) {
        case JobOutcome.Done _ -> DONE;
        case JobOutcome.Failed _ -> FAILED;
        case JobOutcome.FailedForGood _ -> FAILED_FOR_GOOD;
        case JobOutcome.Disturbed _ -> DISTURBED;
        case JobOutcome.Cancelled _ -> CANCELLED;
        case JobOutcome.Postponed _ -> POSTPONED;
      };
    }
  }
}
