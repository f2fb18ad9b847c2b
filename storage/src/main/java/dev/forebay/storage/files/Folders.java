package dev.forebay.storage.files;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.storage.event.ObjectFilter;
import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where things are on the disk, and which buckets there are.
 *
 * <pre>
 * ROOT/BUCKET/KEY           objects, by key
 * ROOT/.uploads-BUCKET/…    multipart uploads that go on
 * ROOT/.staging/VERSION     objects on their way, and those whose event is not recorded yet
 * </pre>
 *
 * All are in one file system, so that renames between them are atomic.
 */
final class Folders {
  /** The container that new objects are written to; clients cannot name it. */
  static final String STAGING = ".staging";

  private static final String UPLOADS = ".uploads-";

  private final Path root;
  private final Map<String, List<ObjectFilter>> buckets;

  private Folders(Path root, Map<String, List<ObjectFilter>> buckets) {
    this.root = root;
    this.buckets = Map.copyOf(buckets);
  }

  /** Makes what is not there yet; FB803 where the folder cannot hold objects. */
  static Folders open(Path root, Map<String, List<ObjectFilter>> buckets) {
    Folders folders = new Folders(root.toAbsolutePath().normalize(), buckets);
    try {
      for (String bucket : buckets.keySet()) {
        Files.createDirectories(folders.bucket(bucket));
        Files.createDirectories(folders.root.resolve(uploads(bucket)));
      }
      Files.createDirectories(folders.staging());
      ObjectFile.probe(folders.staging());
      return folders;
    } catch (IOException | UnsupportedOperationException e) {
      throw new ForebayException(
          ErrorCode.DATA_FOLDER,
          "Objects cannot be stored in " + root + ".",
          null,
          "The folder must be writable, on a file system with hard links and extended attributes.",
          e);
    }
  }

  Path root() {
    return root;
  }

  Path staging() {
    return root.resolve(STAGING);
  }

  Path bucket(String bucket) {
    return root.resolve(bucket);
  }

  /** The container of a bucket's unfinished multipart uploads. */
  static String uploads(String bucket) {
    return UPLOADS + bucket;
  }

  /** The container that a key's file is in. */
  String container(String bucket, String key) {
    requireBucket(bucket);
    return ObjectKeys.isOfUpload(key) ? uploads(bucket) : bucket;
  }

  /** The file of an object whose key is fit. */
  Path file(ObjectName name) {
    try {
      return bucket(name.bucket()).resolve(name.key());
    } catch (InvalidPathException e) {
      throw S3Errors.invalidArgument(
          "The key has characters that this machine's locale has no file names for.");
    }
  }

  /** The buckets' names, in order. */
  Set<String> bucketNames() {
    return new TreeSet<>(buckets.keySet());
  }

  /** Whether this object's versions have events. */
  boolean hasEvents(ObjectName name) {
    return buckets.getOrDefault(name.bucket(), List.of()).stream()
        .anyMatch(filter -> filter.matches(name.key()));
  }

  /** S3's NoSuchBucket where forebay.yaml does not name it. */
  void requireBucket(String bucket) {
    if (!buckets.containsKey(bucket)) {
      throw S3Errors.of(404, "NoSuchBucket", "The specified bucket does not exist", null);
    }
  }
}
