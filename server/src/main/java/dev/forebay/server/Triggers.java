package dev.forebay.server;

import dev.forebay.functions.Functions;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Session;
import dev.forebay.storage.BucketSettings;
import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.event.ObjectEventListener;
import dev.forebay.storage.event.S3EventJson;
import dev.forebay.storage.event.Trigger;
import dev.forebay.storage.event.TriggerSettings;
import java.util.Map;
import java.util.Objects;

/**
 * Turns an object's event into jobs, in the transaction that records the event: so each trigger's
 * job is stored exactly when the event is.
 *
 * @param functions what triggers invoke
 * @param jobs where bulk loads go
 * @param buckets the buckets and their triggers
 * @param region the region that the events name
 */
record Triggers(Functions functions, Jobs jobs, Map<String, BucketSettings> buckets, String region)
    implements ObjectEventListener {

  @Override
  public void objectCreated(Session tx, ObjectEvent event) {
    Objects.requireNonNull(buckets.get(event.bucket())).triggers().stream()
        .filter(settings -> settings.filter().matches(event.key()))
        .map(TriggerSettings::trigger)
        .distinct() // Several filters may match.
        .forEach(trigger -> enqueue(tx, trigger, event));
  }

  private void enqueue(Session tx, Trigger trigger, ObjectEvent event) {
    switch (trigger) {
      case Trigger.Function(String function) ->
          functions.enqueue(tx, function, event.version(), S3EventJson.of(event, region));
      case Trigger.LoadInto load ->
          jobs.enqueue(
              tx, event.version(), LoadTargets.kind(load), ObjectVersion.of(event).toJson());
    }
  }
}
