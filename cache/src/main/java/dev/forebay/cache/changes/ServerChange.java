package dev.forebay.cache.changes;

import dev.forebay.cache.entry.EpochReason;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.intent.Background;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when another server is the database: all epochs begin anew, as soon as Redis takes
 * that. What this node has read of the server before, and not stored yet, is refused then.
 */
public record ServerChange(EpochSource source, Background background, CacheSettings settings) {
  private static final Logger log = LoggerFactory.getLogger(ServerChange.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  public void happened(String why) {
    background.run(
        () -> {
          while (!dropped(why) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
          }
        });
  }

  private boolean dropped(String why) {
    Epochs epochs = source.current();
    if (epochs == null) {
      return false;
    }
    try {
      epochs.bump(EpochReason.SERVER, settings.writeTimeout());
      log.info("all that is cached is dropped: {}", why);
      return true;
    } catch (RedisUnavailableException e) {
      log.debug("what is cached is not dropped yet: {}", e.getMessage());
      return false;
    }
  }
}
