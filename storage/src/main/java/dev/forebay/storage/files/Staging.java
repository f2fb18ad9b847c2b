package dev.forebay.storage.files;

import dev.forebay.storage.event.ObjectEvent.Cause;
import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Where new versions are written, each to a file of its own that no listing shows. */
final class Staging {
  /** What the name ends with under which a version waits to be moved to its place. */
  static final String SECOND_NAME = ".second";

  private static final Logger log = LoggerFactory.getLogger(Staging.class);

  private final Folders folders;
  private final BlobStore files;
  private final Sequence sequence;

  Staging(Folders folders, BlobStore files, Sequence sequence) {
    this.folders = folders;
    this.files = files;
    this.sequence = sequence;
  }

  /**
   * Lets the writer put a version into the staging container, and makes it durable.
   *
   * @param expected what the version must have beside its bytes: S3Proxy drops silently what the
   *     file system takes no attributes for
   */
  StagedFile stage(ObjectName name, Cause cause, Expected expected, Writer writer) {
    ObjectFile self = new ObjectFile(sequence.nextVersion(), name, cause);
    Path path = folders.staging().resolve(self.version());
    try {
      String etag = writer.write(self.version());
      requireMetadata(self.version(), expected);
      self.writeTo(path);
      ObjectFile.sync(path);
      return new StagedFile(path, self, etag.replace("\"", ""));
    } catch (IOException | RuntimeException e) {
      RuntimeException error = DiskErrors.of(e, folders.root(), expected.size());
      remove(path);
      throw error;
    }
  }

  private void requireMetadata(String version, Expected expected) {
    HeadObjectResponse head =
        files.blobMetadata(
            HeadObjectRequest.builder().bucket(Folders.STAGING).key(version).build());
    Map<String, String> wanted = new HashMap<>();
    expected.metadata().forEach((key, value) -> wanted.put(key.toLowerCase(Locale.ROOT), value));
    boolean typed =
        expected.contentType() == null || expected.contentType().equals(head.contentType());
    if (head.eTag() == null || !typed || !wanted.equals(head.metadata())) {
      throw S3Errors.of(
          400, "MetadataTooLarge", "The object's headers and metadata do not fit its file.", null);
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("{} could not be removed; the next start does it", path, e);
    }
  }

  /** Writes an object to the staging container. */
  @FunctionalInterface
  interface Writer {
    /** Writes it under this key; its ETag. */
    String write(String key) throws IOException;
  }

  /**
   * What a version has beside its bytes.
   *
   * @param size how many bytes it has, where that is known; 0 otherwise
   * @param contentType its media type, or null for any
   * @param metadata its user metadata
   */
  record Expected(long size, @Nullable String contentType, Map<String, String> metadata) {}
}
