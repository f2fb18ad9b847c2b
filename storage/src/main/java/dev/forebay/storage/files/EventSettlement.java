package dev.forebay.storage.files;

import dev.forebay.base.ForebayException;
import dev.forebay.storage.event.EventLog;
import dev.forebay.storage.event.ObjectEvent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Pays the events that are owed: of versions that became readable while it is not known that their
 * event was recorded. See {@link Publisher}.
 *
 * <p>What is owed is what stands in the staging folder, so a start needs to look nowhere else.
 */
final class EventSettlement {
  private static final Logger log = LoggerFactory.getLogger(EventSettlement.class);
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");

  private final Folders folders;
  private final BlobStore files;
  private final KeyLocks locks;
  private final Sequence sequence;
  private final InstantSource clock;
  private final EventLog events;
  private final Queue<Path> owed = new ConcurrentLinkedQueue<>();

  EventSettlement(
      Folders folders,
      BlobStore files,
      KeyLocks locks,
      Sequence sequence,
      InstantSource clock,
      EventLog events) {
    this.folders = folders;
    this.files = files;
    this.locks = locks;
    this.sequence = sequence;
    this.clock = clock;
    this.events = events;
  }

  /** Before the first request: removes what broken-off uploads left, and settles the rest. */
  void begin() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folders.staging())) {
      for (Path path : left) {
        if (VERSION.matcher(path.getFileName().toString()).matches()) {
          owed.add(path);
        } else {
          Files.deleteIfExists(path);
        }
      }
    }
    settle();
  }

  /** Keeps a staged file for the next {@link #settle}. */
  void later(Path staged) {
    owed.add(staged);
  }

  /** Settles what it can; what fails stays for the next time. Called by one thread at a time. */
  void settle() {
    int count = owed.size();
    for (int i = 0; i < count; i++) {
      Path staged = owed.remove();
      if (!isSettled(staged)) {
        owed.add(staged);
      }
    }
  }

  private boolean isSettled(Path staged) {
    try {
      if (ObjectFile.version(staged).isPresent()) {
        settle(staged, ObjectFile.readFrom(staged));
      }
      Files.deleteIfExists(staged);
      return true;
    } catch (IOException | ForebayException | AwsServiceException e) {
      log.warn("The event of {} could not be settled yet: {}", staged, e.toString());
      return false;
    }
  }

  private void settle(Path staged, ObjectFile self) throws IOException {
    try (var held = locks.hold(self.name())) {
      boolean current =
          ObjectFile.version(folders.file(self.name())).filter(self.version()::equals).isPresent();
      if (current && folders.hasEvents(self.name())) {
        events.recordOnce(event(staged, self));
        log.info("The event of {}/{} is settled", self.name().bucket(), self.name().key());
      }
    }
  }

  private ObjectEvent event(Path staged, ObjectFile self) throws IOException {
    HeadObjectResponse head =
        files.blobMetadata(
            HeadObjectRequest.builder().bucket(Folders.STAGING).key(self.version()).build());
    String etag = String.valueOf(head.eTag()).replace("\"", "");
    return self.event(Files.size(staged), etag, clock.instant(), sequence.next());
  }
}
