package dev.forebay.server;

import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.kind.JobAttempt;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.storage.BucketSettings;
import dev.forebay.storage.event.Trigger;
import dev.forebay.storage.event.TriggerSettings;
import dev.forebay.storage.load.BulkLoad;
import dev.forebay.storage.load.LoadOutcome;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bulk loads that triggers name kinds of jobs, so that they get retries and dead letters.
 */
record LoadTargets(BulkLoad load) {
  /** The lane of bulk loads. */
  static final String LANE = "loads";

  private static final Logger LOG = LoggerFactory.getLogger(LoadTargets.class);

  /** The name of the kind of job that a trigger sets off. */
  static String kind(Trigger.LoadInto trigger) {
    return "load:" + trigger.table();
  }

  void register(Map<String, BucketSettings> buckets, Jobs jobs) {
    buckets.values().stream()
        .flatMap(bucket -> bucket.triggers().stream())
        .map(TriggerSettings::trigger)
        .flatMap(LoadTargets::loads)
        .distinct()
        .forEach(
            into ->
                jobs.register(JobKind.of(kind(into), LANE, attempt -> run(attempt, into.table()))));
  }

  private void run(JobAttempt attempt, String table) {
    ObjectVersion object = ObjectVersion.read(attempt.payload());
    LongConsumer progress =
        bytes -> attempt.progress().accept(new JobProgress(bytes, object.size(), "bytes"));
    LoadOutcome outcome =
        load.run(object.bucket(), object.key(), object.version(), table, progress);
    LOG.info("{}/{} into {}: {}", object.bucket(), object.key(), table, outcome);
  }

  private static Stream<Trigger.LoadInto> loads(Trigger trigger) {
    return switch (trigger) {
      case Trigger.LoadInto load -> Stream.of(load);
      case Trigger.Function _ -> Stream.empty();
    };
  }
}
