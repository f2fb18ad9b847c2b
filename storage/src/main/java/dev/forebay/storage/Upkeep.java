package dev.forebay.storage;

import dev.forebay.storage.files.ObjectFiles;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each node's storage does by itself: every second it settles the events that are owed for
 * objects in its own folder, which no other node can see.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("storage-upkeep").factory());

  private Upkeep() {}

  static Upkeep start(ObjectFiles files) {
    Upkeep upkeep = new Upkeep();
    var _ =
        upkeep.timer.scheduleWithFixedDelay(
            () -> settle(files), SETTLE.toMillis(), SETTLE.toMillis(), TimeUnit.MILLISECONDS);
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

  private static void settle(ObjectFiles files) {
    try {
      files.settleEvents();
    } catch (RuntimeException e) {
      log.warn("Upkeep of the storage failed; it is tried again", e);
    }
  }
}
