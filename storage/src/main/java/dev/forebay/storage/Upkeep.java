package dev.forebay.storage;

import dev.forebay.storage.event.EventLog;
import dev.forebay.storage.files.ObjectFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What storage does by itself: settles owed events every second, prunes old ones every hour. */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Duration PRUNE = Duration.ofHours(1);
  private static final int CHUNK = 1000;
  private static final int CHUNKS = 1000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("storage-upkeep").factory());
  private final EventLog events;
  private final Duration retention;
  private final InstantSource clock;

  private Upkeep(EventLog events, Duration retention, InstantSource clock) {
    this.events = events;
    this.retention = retention;
    this.clock = clock;
  }

  static Upkeep start(ObjectFiles files, EventLog events, Duration retention, InstantSource clock) {
    Upkeep upkeep = new Upkeep(events, retention, clock);
    upkeep.every(SETTLE, files::settleEvents);
    upkeep.every(PRUNE, upkeep::prune);
    return upkeep;
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void every(Duration time, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> logging(work), SETTLE.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** In chunks, so that no transaction is long and a backlog does not hold up the settling. */
  private void prune() {
    Instant before = clock.instant().minus(retention);
    for (int i = 0; i < CHUNKS && events.prune(before, CHUNK) == CHUNK; i++) {
      log.debug("Pruned {} object events", CHUNK);
    }
  }

  private static void logging(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("Upkeep of the storage failed; it is tried again", e);
    }
  }
}
