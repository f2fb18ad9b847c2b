package dev.forebay.server;

import dev.forebay.jobs.JobKind;
import dev.forebay.jobs.Jobs;
import dev.forebay.server.config.BucketConfig;
import dev.forebay.storage.load.BulkLoad;
import dev.forebay.storage.load.LoadOutcome;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bulk loads that triggers name kinds of jobs, so that they get retries and dead letters.
 */
record LoadTargets(BulkLoad load) {
  private static final Logger LOG = LoggerFactory.getLogger(LoadTargets.class);

  void register(Map<String, BucketConfig> buckets, Jobs jobs) {
    for (String table : tables(buckets)) {
      jobs.register(JobKind.of(Triggers.loadTarget(table), event -> run(event, table)));
    }
  }

  private void run(byte[] event, String table) {
    ObjectVersion object = ObjectVersion.read(event);
    LoadOutcome outcome = load.run(object.bucket(), object.key(), object.version(), table);
    LOG.info("{}/{} into {}: {}", object.bucket(), object.key(), table, outcome);
  }

  private static Set<String> tables(Map<String, BucketConfig> buckets) {
    return buckets.values().stream()
        .flatMap(bucket -> bucket.triggers().stream())
        .filter(trigger -> trigger.loadInto() != null)
        .map(trigger -> Objects.requireNonNull(trigger.loadInto()))
        .collect(Collectors.toSet());
  }
}
