package dev.forebay.cache.epoch;

import dev.forebay.cache.protocol.Protocol;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptReply;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis five times a second what concerns all buckets: whether another node has begun new
 * epochs (BUMP), and whether the tailer, wherever it runs, is not behind (MARK). Then sweeps what
 * is kept in this process.
 */
public final class EpochWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EpochWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final EpochSource source;
  private final Thread thread = Thread.ofVirtual().name("cache-watch").unstarted(this::keepAsking);
  private @Nullable Epochs asked;
  private long bumps;
  private volatile boolean markNeeded;
  private volatile long markEnds = System.nanoTime();
  private volatile boolean closed;

  public EpochWatch(EpochSource source) {
    this.source = source;
  }

  public void start() {
    thread.start();
  }

  /** From now on, values are served only while the tailer's mark holds. */
  public void needMark() {
    markNeeded = true;
  }

  /** Whether {@link #needMark} was called. */
  public boolean needsMark() {
    return markNeeded;
  }

  /** Whether the cache may be behind the database's log by more than the bound. */
  public boolean behind() {
    return markNeeded && markEnds - System.nanoTime() <= 0;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void keepAsking() {
    while (!closed) {
      Epochs epochs = source.current();
      if (epochs != null && epochs.link().answers()) {
        try {
          ask(epochs);
        } catch (RedisUnavailableException e) {
          log.debug("Redis does not tell its state: {}", e.getMessage());
        }
      }
      LockSupport.parkNanos(PERIOD.toNanos());
    }
  }

  private void ask(Epochs epochs) {
    long sent = System.nanoTime();
    ScriptReply.Answered state = Protocol.answered(epochs.link().call(Protocol.state()));
    if (epochs != asked || state.number(0) != bumps) {
      epochs.forget();
      asked = epochs;
      bumps = state.number(0);
    }
    markEnds = sent + Duration.ofMillis(state.number(1)).toNanos();
    NearCache near = epochs.near();
    if (near != null) {
      near.sweep(behind());
    }
  }
}
