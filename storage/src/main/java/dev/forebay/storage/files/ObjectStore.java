package dev.forebay.storage.files;

import java.io.InputStream;

/**
 * The objects of this node's buckets, for callers inside the process.
 *
 * <p>Errors: FB601 no such bucket, FB602 no such object, FB603 no room, FB604 a key that cannot be
 * stored, FB605 the files cannot be read or written.
 */
public interface ObjectStore {
  /** The current bytes of an object; to be closed. */
  InputStream open(String bucket, String key);

  /**
   * The bytes of this very version; FB602 where the object has since been replaced or deleted. To
   * be closed.
   */
  InputStream open(String bucket, String key, String version);

  /** Stores an object as an S3 PUT does: returns once it is durable and its event is recorded. */
  void put(String bucket, String key, byte[] bytes, String contentType);
}
