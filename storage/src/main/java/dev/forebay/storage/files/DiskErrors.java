package dev.forebay.storage.files;

import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a failing file operation is in S3's terms. */
final class DiskErrors {
  private static final Logger log = LoggerFactory.getLogger(DiskErrors.class);

  private DiskErrors() {}

  /**
   * The error of an IOException, or of S3Proxy's wrapping of one. Java tells a full disk from other
   * failures by the system's words only, which are in its language: so the free space counts too.
   *
   * @param folder on the disk that failed
   * @param wanted how many bytes should have been written
   */
  static RuntimeException of(Exception e, Path folder, long wanted) {
    Optional<IOException> io = ioCause(e);
    if (io.isEmpty()) {
      return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
    if (io.get() instanceof FileAlreadyExistsException) {
      return nameTaken();
    }
    if (isFull(io.get(), folder, wanted)) {
      log.warn("An object could not be stored: the disk of {} is full", folder);
      return S3Errors.storageFull(e);
    }
    log.error("An object could not be stored in {}", folder, e);
    return S3Errors.of(500, "InternalError", "The object could not be stored. Try again.", e);
  }

  /** A key whose file would have to be a folder too, or the other way round. */
  static S3Exception nameTaken() {
    return S3Errors.invalidArgument(
        "The key, followed by a slash, begins another object's key, or the other way round: files"
            + " and folders cannot share a name here.");
  }

  private static Optional<IOException> ioCause(Exception e) {
    return switch (e) {
      case AwsServiceException known -> Optional.empty();
      case IOException io -> Optional.of(io);
      case UncheckedIOException unchecked -> Optional.ofNullable(unchecked.getCause());
      case RuntimeException wrapped when wrapped.getCause() instanceof IOException io ->
          Optional.of(io);
      default -> Optional.empty();
    };
  }

  private static boolean isFull(IOException e, Path folder, long wanted) {
    String words = String.valueOf(e.getMessage());
    if (words.contains("No space left") || words.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() < wanted;
    } catch (IOException unknown) {
      log.debug("The free space of {} is unknown", folder, unknown);
      return false;
    }
  }
}
