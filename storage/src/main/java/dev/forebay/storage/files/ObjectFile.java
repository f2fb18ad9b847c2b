package dev.forebay.storage.files;

import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.event.ObjectEvent.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an object's file says of itself beside its bytes: extended attributes, so that they appear
 * and disappear with the file in one step. S3Proxy keeps the ETag and the metadata likewise, and
 * shows clients only those attributes that are its own.
 *
 * @param version of the object
 * @param name of the object
 * @param cause of the version
 */
record ObjectFile(String version, ObjectName name, Cause cause) {
  private static final String VERSION = "forebay.version";
  private static final String BUCKET = "forebay.bucket";
  private static final String KEY = "forebay.key";
  private static final String CAUSE = "forebay.cause";

  /** Writes the attributes; they are durable after the next sync of the file. */
  void writeTo(Path file) throws IOException {
    UserDefinedFileAttributeView attributes = attributes(file);
    attributes.write(BUCKET, encoded(name.bucket()));
    attributes.write(KEY, encoded(name.key()));
    attributes.write(CAUSE, encoded(cause.name()));
    attributes.write(VERSION, encoded(version));
  }

  /** The event of this version. */
  ObjectEvent event(long size, String etag, Instant time, String sequencer) {
    return new ObjectEvent(name.bucket(), name.key(), version, cause, size, etag, time, sequencer);
  }

  /** What {@link #writeTo} wrote; IOException where it did not. */
  static ObjectFile readFrom(Path file) throws IOException {
    UserDefinedFileAttributeView attributes = attributes(file);
    return new ObjectFile(
        read(attributes, VERSION),
        new ObjectName(read(attributes, BUCKET), read(attributes, KEY)),
        Cause.valueOf(read(attributes, CAUSE)));
  }

  /** The version of the object in this file; empty where there is none, or none of ours. */
  static Optional<String> version(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      UserDefinedFileAttributeView attributes = attributes(file);
      return attributes.list().contains(VERSION)
          ? Optional.of(read(attributes, VERSION))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Fails where files in this folder can have no attributes or no second name. */
  static void probe(Path folder) throws IOException {
    Path file = folder.resolve("probe");
    Path link = folder.resolve("probe-link");
    try {
      Files.deleteIfExists(link);
      Files.write(file, new byte[0]);
      attributes(file).write(VERSION, encoded("0"));
      Files.createLink(link, file);
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(file);
    }
  }

  /** Returns once the bytes and attributes of a file, or the names in a folder, are on the disk. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Syncs a folder that files come to or go from, or what is left above it if it went with them.
   */
  static void syncFolder(Path folder) throws IOException {
    Path left = folder;
    while (Files.notExists(left)) {
      left = Objects.requireNonNull(left.getParent());
    }
    try {
      sync(left);
    } catch (NoSuchFileException e) {
      syncFolder(folder);
    }
  }

  private static UserDefinedFileAttributeView attributes(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view == null) {
      throw new FileSystemException(file.toString(), null, "no extended attributes");
    }
    return view;
  }

  private static String read(UserDefinedFileAttributeView view, String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(view.size(name));
    view.read(name, bytes);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private static ByteBuffer encoded(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }
}
