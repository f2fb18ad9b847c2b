package dev.forebay.storage.files;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.storage.event.EventLog;
import dev.forebay.storage.event.ObjectFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** The buckets of one node as files in one folder, which no other process may use. */
public final class ObjectFiles {
  private final DurableBlobStore store;
  private final LocalObjects objects;
  private final EventSettlement settlement;

  private ObjectFiles(DurableBlobStore store, LocalObjects objects, EventSettlement settlement) {
    this.store = store;
    this.objects = objects;
    this.settlement = settlement;
  }

  /**
   * Opens the folder: makes the buckets that are not there, removes what a process that died left
   * half-written, and settles the events that it owed. FB803 where the folder cannot be used.
   *
   * @param buckets the buckets by name, each with the filters of the keys that have events
   */
  public static ObjectFiles open(
      Path root, Map<String, List<ObjectFilter>> buckets, EventLog events, InstantSource clock) {
    Folders folders = Folders.open(root, buckets);
    BlobStore files = new FilesystemNio2BlobStore(folders.root().toString());
    KeyLocks locks = new KeyLocks();
    Sequence sequence = new Sequence(clock);
    EventSettlement settlement =
        new EventSettlement(folders, files, locks, sequence, clock, events);
    Uploads uploads = new Uploads(folders, files);
    recover(root, settlement, uploads);
    DurableBlobStore store =
        new DurableBlobStore(
            files,
            folders,
            locks,
            new Staging(folders, files, sequence),
            uploads,
            new Publisher(folders, locks, sequence, clock, events, settlement));
    return new ObjectFiles(store, new LocalObjects(store, folders), settlement);
  }

  /** The store for S3's handler. */
  public BlobStore blobStore() {
    return store;
  }

  /** The objects for callers in this process. */
  public ObjectStore objects() {
    return objects;
  }

  /** Tries again to record the events that are owed. To be called now and then by one thread. */
  public void settleEvents() {
    settlement.settle();
  }

  private static void recover(Path root, EventSettlement settlement, Uploads uploads) {
    try {
      settlement.begin();
      uploads.removeTemporaries();
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.DATA_FOLDER, "What uploads left in " + root + " cannot be cleared.", e);
    }
  }
}
