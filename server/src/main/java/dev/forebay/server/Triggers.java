package dev.forebay.server;

import dev.forebay.functions.Functions;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Session;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.storage.BucketSettings;
import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.event.ObjectEventListener;
import dev.forebay.storage.event.S3EventJson;
import dev.forebay.storage.event.Trigger;
import dev.forebay.storage.event.TriggerSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns an object's event into jobs, in the transaction that records the event: so each trigger's
 * job is stored exactly when the event is.
 *
 * @param functions what triggers invoke
 * @param jobs where bulk loads go
 * @param buckets the buckets and their triggers
 * @param region the region that the events name
 * @param enqueued counts the jobs, by bucket
 */
record Triggers(
    Functions functions,
    Jobs jobs,
    Map<String, BucketSettings> buckets,
    String region,
    Map<String, Counter> enqueued)
    implements ObjectEventListener {
  static Triggers of(Functions functions, Jobs jobs, ForebayConfig config, MeterRegistry meters) {
    var counters =
        Counter.builder("forebay.storage.triggers")
            .description("Jobs that uploads have set off.")
            .withRegistry(meters);
    return new Triggers(
        functions,
        jobs,
        config.buckets(),
        config.storage().region(),
        config.buckets().keySet().stream()
            .collect(
                Collectors.toMap(Function.identity(), name -> counters.withTag("bucket", name))));
  }

  @Override
  public void objectCreated(Session tx, ObjectEvent event) {
    Objects.requireNonNull(buckets.get(event.bucket())).triggers().stream()
        .filter(settings -> settings.filter().matches(event.key()))
        .map(TriggerSettings::trigger)
        .distinct() // Several filters may match.
        .forEach(trigger -> enqueue(tx, trigger, event));
  }

  private void enqueue(Session tx, Trigger trigger, ObjectEvent event) {
    tx.afterCommit(Objects.requireNonNull(enqueued.get(event.bucket()))::increment);
    switch (trigger) {
      case Trigger.Function(String function) ->
          functions.enqueue(tx, function, event.version(), S3EventJson.of(event, region));
      case Trigger.LoadInto load ->
          jobs.enqueue(
              tx, event.version(), LoadTargets.kind(load), ObjectVersion.of(event).toJson());
    }
  }
}
