package dev.forebay.storage;

import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.jobs.recurring.Sweep;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.parts.Part;
import dev.forebay.storage.event.EventLog;
import dev.forebay.storage.event.ObjectEventListener;
import dev.forebay.storage.files.ObjectFiles;
import dev.forebay.storage.files.ObjectStore;
import dev.forebay.storage.s3.S3Endpoint;
import dev.forebay.storage.s3.S3Listener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The storage of one node: its buckets in a folder, served by the S3 endpoint on a port. */
public final class StorageServer implements Part {
  /** What storage needs in the database. */
  public static final TableScripts TABLES =
      TableScripts.of(StorageServer.class, "V7__object_events.sql", "V8__loads.sql");

  private final ObjectFiles files;
  private final S3Listener listener;
  private final Upkeep upkeep;
  private final Sweep sweep;

  private StorageServer(ObjectFiles files, S3Listener listener, Upkeep upkeep, Sweep sweep) {
    this.files = files;
    this.listener = listener;
    this.upkeep = upkeep;
    this.sweep = sweep;
  }

  /**
   * Opens the buckets, settles the events that a process that died owed, and listens.
   *
   * @param meters where requests are measured
   *     <p>Errors: FB802 the port is taken, FB803 the folder cannot be used, FB4xx the database.
   */
  public static StorageServer start(
      StorageSettings settings,
      Map<String, BucketSettings> buckets,
      StorageNode node,
      Database database,
      ObjectEventListener listener,
      InstantSource clock,
      MeterRegistry meters) {
    EventLog events = new EventLog(database, listener);
    ObjectFiles files =
        ObjectFiles.open(
            node.folder(),
            buckets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, bucket -> bucket.getValue().events())),
            events,
            clock);
    S3Endpoint endpoint =
        new S3Endpoint(
            node.host(),
            node.port(),
            node.credentials(),
            settings.region(),
            settings.maxObjectSize().bytes(),
            node.limits());
    S3Listener s3 = S3Listener.start(endpoint, files.blobStore(), clock, meters);
    return new StorageServer(
        files, s3, Upkeep.start(files), EventLog.sweep(settings.eventRetention()));
  }

  /** The port of the S3 endpoint. */
  public int port() {
    return listener.port();
  }

  /** The objects for callers in this process. */
  public ObjectStore objects() {
    return files.objects();
  }

  @Override
  public List<RecurringJob> recurringJobs() {
    return List.of(sweep);
  }

  /** Lets running requests end, for as long as the settings say, and stops. */
  @Override
  public void close() {
    listener.close();
    upkeep.close();
  }
}
