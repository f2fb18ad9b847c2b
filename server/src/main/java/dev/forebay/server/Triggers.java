package dev.forebay.server;

import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Session;
import dev.forebay.server.config.BucketConfig;
import dev.forebay.server.config.BucketConfig.TriggerConfig;
import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.event.ObjectEventListener;
import dev.forebay.storage.event.S3EventJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Turns an object's event into jobs, in the transaction that records the event: so each trigger's
 * job is stored exactly when the event is.
 *
 * @param jobs where they go
 * @param buckets the buckets and their triggers
 * @param region the region that the events name
 */
record Triggers(Jobs jobs, Map<String, BucketConfig> buckets, String region)
    implements ObjectEventListener {

  /** The name of the job that loads files into a table. */
  static String loadTarget(String table) {
    return "load:" + table;
  }

  @Override
  public void objectCreated(Session tx, ObjectEvent event) {
    BucketConfig bucket = Objects.requireNonNull(buckets.get(event.bucket()));
    // Each target once, though several of its triggers may match.
    Map<String, byte[]> payloads = new HashMap<>();
    for (TriggerConfig trigger : bucket.triggers()) {
      if (ModuleSettings.filter(trigger).matches(event.key())) {
        payloads.put(target(trigger), payload(trigger, event));
      }
    }
    payloads.forEach((target, payload) -> jobs.enqueue(tx, event.version(), target, payload));
  }

  private static String target(TriggerConfig trigger) {
    return trigger.function() != null
        ? trigger.function()
        : loadTarget(Objects.requireNonNull(trigger.loadInto()));
  }

  private byte[] payload(TriggerConfig trigger, ObjectEvent event) {
    return trigger.function() != null
        ? S3EventJson.of(event, region)
        : ObjectVersion.of(event).toJson();
  }
}
