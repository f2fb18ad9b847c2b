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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What is measured of jobs: attempts on this node, and what waits in the database. */
final class JobMeters {
  private final MeterRegistry meters;

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
    Timer.builder("forebay.jobs.attempt")
        .description("Attempts that have ended.")
        .tags("lane", kind.lane(), "kind", kind.name(), "outcome", label(outcome))
        .register(meters)
        .record(time);
  }

  private void gauge(
      JobKind kind, String name, String description, ToDoubleFunction<Backlog> value) {
    Gauge.builder(
            name, backlogs, all -> value.applyAsDouble(all.getOrDefault(kind.name(), Backlog.NONE)))
        .description(description)
        .tags("lane", kind.lane(), "kind", kind.name())
        .register(meters);
  }

  private static String label(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Done _ -> "done";
      case JobOutcome.Failed _ -> "failed";
      case JobOutcome.FailedForGood _ -> "failed_for_good";
      case JobOutcome.Disturbed _ -> "disturbed";
      case JobOutcome.Cancelled _ -> "cancelled";
      case JobOutcome.Postponed _ -> "postponed";
    };
  }
}
