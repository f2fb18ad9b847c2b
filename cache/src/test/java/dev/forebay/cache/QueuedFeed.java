package dev.forebay.cache;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.ChangeFeed;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A feed of what a test puts into it. */
final class QueuedFeed implements ChangeFeed {
  private final BlockingQueue<List<ChangeEvent>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger processed = new AtomicInteger();
  private volatile boolean closed;

  void tell(ChangeEvent... events) {
    queue.add(List.of(events));
  }

  /** The next call fails, as if the database were away. */
  void fail() {
    queue.add(List.of());
  }

  int processedBatches() {
    return processed.get();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public List<ChangeEvent> next() throws InterruptedException {
    List<ChangeEvent> events = queue.take();
    if (events.isEmpty()) {
      throw new ForebayException(ErrorCode.DATABASE_UNAVAILABLE, "away");
    }
    return events;
  }

  @Override
  public void processed() {
    processed.incrementAndGet();
  }

  @Override
  public void close() {
    closed = true;
  }
}
