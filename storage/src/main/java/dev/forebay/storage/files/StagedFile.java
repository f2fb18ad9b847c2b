package dev.forebay.storage.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version of an object that is whole and durable in the staging folder, before it is readable.
 *
 * <p>Where it has an event, it becomes readable under a second name and keeps this one until the
 * event is recorded: a file in the staging folder is the durable note that its event may be owed.
 */
final class StagedFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StagedFile.class);
  private static final int ATTEMPTS = 10;

  private final Path path;
  private final ObjectFile self;
  private final String etag;
  private boolean keep;

  StagedFile(Path path, ObjectFile self, String etag) {
    this.path = path;
    this.self = self;
    this.etag = etag;
  }

  Path path() {
    return path;
  }

  ObjectFile self() {
    return self;
  }

  /** The ETag without quotes. */
  String etag() {
    return etag;
  }

  /** Whether it is readable while its event may still be owed. */
  boolean isOwed() {
    return keep;
  }

  long size() throws IOException {
    return Files.size(path);
  }

  /** Makes it the current version, and gives up the staged name. Durable on return. */
  void moveTo(Path target) throws IOException {
    place(path, target);
  }

  /** Makes it the current version, and keeps the staged name as the note. Durable on return. */
  void linkTo(Path target) {
    if (keep) {
      return; // the transaction around it is run again
    }
    Path second = path.resolveSibling(path.getFileName() + Staging.SECOND_NAME);
    try {
      Files.createLink(second, path);
      keep = true;
      place(second, target);
    } catch (IOException e) {
      keep = !removed(second);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      keep = !removed(second);
      throw e;
    }
  }

  /** Whether the second name was still there, which tells that the rename did not happen. */
  private static boolean removed(Path second) {
    try {
      return Files.deleteIfExists(second);
    } catch (IOException e) {
      log.warn("{} could not be removed; the next start does it", second, e);
      return false;
    }
  }

  /** The event is recorded: the note goes. */
  void settled() {
    keep = false;
  }

  /** Removes the staged name, unless it is the note that an event is owed. */
  @Override
  public void close() {
    if (keep) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("{} could not be removed; the next start does it", path, e);
    }
  }

  private static void place(Path source, Path target) throws IOException {
    Path folder = Objects.requireNonNull(target.getParent());
    for (int attempt = 1; ; attempt++) {
      Files.createDirectories(folder);
      removeEmptyFolder(target);
      try {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        break;
      } catch (NoSuchFileException e) {
        // Deleting the last object of a folder removes the folder, perhaps at this very moment.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
    ObjectFile.sync(folder);
  }

  private static void removeEmptyFolder(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try {
        Files.deleteIfExists(target);
      } catch (DirectoryNotEmptyException e) {
        throw DiskErrors.nameTaken();
      }
    }
  }
}
