package dev.forebay.storage.files;

import dev.forebay.base.ForebayException;
import dev.forebay.storage.event.EventLog;
import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes staged versions readable, with their events: the heart of the promise that an object that
 * is there has its event exactly once.
 *
 * <p>In this order: the version is whole and durable in the staging folder. A transaction begins;
 * it writes the event's row and what the listener adds; its last step replaces the object's file by
 * the staged one in one rename, which a second name of the staged file outlives; it commits; the
 * staged name is removed; the client is answered.
 *
 * <ul>
 *   <li>What fails before the rename leaves nothing: the transaction is rolled back, the staged
 *       file removed.
 *   <li>A process that dies, or a commit that fails or is not answered, after the rename leaves the
 *       staged name. {@link EventSettlement} finds it: if the object still is of that version, it
 *       records the event unless the database has it; and removes the name.
 *   <li>The event's row has the version as its primary key, so it cannot be there twice.
 * </ul>
 *
 * Of one key, one version at a time is published, so the sequencers of its events are in the order
 * in which the versions were readable.
 */
final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private final Folders folders;
  private final KeyLocks locks;
  private final Sequence sequence;
  private final InstantSource clock;
  private final EventLog events;
  private final EventSettlement settlement;

  Publisher(
      Folders folders,
      KeyLocks locks,
      Sequence sequence,
      InstantSource clock,
      EventLog events,
      EventSettlement settlement) {
    this.folders = folders;
    this.locks = locks;
    this.sequence = sequence;
    this.clock = clock;
    this.events = events;
    this.settlement = settlement;
  }

  /** S3's ServiceUnavailable where the object's event could not be recorded now. */
  void requireReady(ObjectName name) {
    if (folders.hasEvents(name)) {
      try {
        events.requireAvailable();
      } catch (ForebayException e) {
        throw S3Errors.of(e);
      }
    }
  }

  /** Publishes a version if the condition holds. Durable, with its event, on return. */
  void publish(
      StagedFile staged,
      Precondition condition,
      Function<ObjectName, Optional<String>> currentEtag) {
    ObjectName name = staged.self().name();
    try (var held = locks.hold(name)) {
      if (!condition.isNone()) {
        condition.require(currentEtag.apply(name));
      }
      Path target = folders.file(name);
      if (folders.hasEvents(name)) {
        publishWithEvent(staged, target);
      } else {
        staged.moveTo(target);
      }
    } catch (ForebayException e) {
      log.warn("The event of {}/{} could not be recorded", name.bucket(), name.key(), e);
      throw S3Errors.of(e);
    } catch (IOException | RuntimeException e) {
      throw DiskErrors.of(e, folders.root(), 0);
    }
  }

  private void publishWithEvent(StagedFile staged, Path target) throws IOException {
    ObjectEvent event =
        staged.self().event(staged.size(), staged.etag(), clock.instant(), sequence.next());
    try {
      events.record(event, () -> staged.linkTo(target));
      staged.settled();
    } finally {
      if (staged.isOwed()) {
        settlement.later(staged.path());
      }
    }
  }
}
