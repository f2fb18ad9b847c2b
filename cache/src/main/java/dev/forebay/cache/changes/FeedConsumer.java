package dev.forebay.cache.changes;

import dev.forebay.base.ForebayException;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.ChangeFeed;
import dev.forebay.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the {@link ChangeFeed} to the cache, for as long as the cache is open. What has been told
 * is applied before it is stored that it was: an event may come twice, and is never left out.
 */
public final class FeedConsumer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FeedConsumer.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ChangeFeed feed;
  private final Changes changes;
  private final Thread thread = Thread.ofVirtual().name("cache-tailer").unstarted(this::run);
  private volatile boolean closed;
  private boolean failing;

  public FeedConsumer(ChangeFeed feed, Changes changes) {
    this.feed = feed;
    this.changes = changes;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    feed.close();
  }

  private void run() {
    while (!closed) {
      try {
        List<ChangeEvent> events = feed.next();
        if (applyAtLast(events)) {
          feed.processed();
        }
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        rest(e);
      }
    }
  }

  /**
   * Applies events until that has succeeded: what comes later must not be stored as done before
   * this is. False where what was told so far is not all done with, or this was closed.
   */
  private boolean applyAtLast(List<ChangeEvent> events) {
    while (!closed) {
      try {
        return changes.apply(events);
      } catch (ForebayException | RedisUnavailableException e) {
        rest(e);
      }
    }
    return false;
  }

  private void rest(RuntimeException e) {
    if (!failing && !closed) {
      log.warn("changes of the database cannot be followed, and are tried again: {}", e.toString());
      failing = true;
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
