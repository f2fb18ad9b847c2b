package dev.forebay.storage;

import dev.forebay.base.config.DataSize;
import dev.forebay.storage.s3.S3Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a node serves its buckets.
 *
 * @param host the address that the S3 endpoint binds to
 * @param port its port; 0 takes a free one
 * @param folder where the buckets' files are; made if it is not there
 * @param credentials what requests must be signed with
 * @param region the region that events and {@code GetBucketLocation} name
 * @param buckets the buckets by name; one that has no folder yet is made
 * @param maxObjectSize the largest object that one PUT may upload
 * @param eventRetention how long the record of an event is kept
 * @param drainTimeout how long running requests may take to end at a stop
 */
public record StorageSettings(
    String host,
    int port,
    Path folder,
    S3Credentials credentials,
    String region,
    Map<String, BucketSettings> buckets,
    DataSize maxObjectSize,
    Duration eventRetention,
    Duration drainTimeout) {
  /** Copies the map. */
  public StorageSettings {
    buckets = Map.copyOf(buckets);
  }
}
