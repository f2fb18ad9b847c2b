package dev.forebay.mysql.tailer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats for the holder of one term, on a thread of its own: renews the lease, stores the progress,
 * and writes what the lag is measured by. Stops by itself when the lease is another node's, or when
 * whoever is told has not moved for long, so that another node can try.
 */
final class Heart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heart.class);

  private final TailerTable table;
  private final long term;
  private final Progress progress;
  private final TailerSettings settings;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean lost;

  Heart(
      TailerTable table,
      long term,
      Progress progress,
      TailerSettings settings,
      InstantSource clock) {
    this.table = table;
    this.term = term;
    this.progress = progress;
    this.settings = settings;
    this.clock = clock;
  }

  void start() {
    Thread.ofVirtual().name("tailer-heart").start(this::run);
  }

  /** Whether the lease is gone. */
  boolean lost() {
    return lost;
  }

  /**
   * Writes a heartbeat now. Servers make transactions visible in the order of the binlog, so once
   * it has committed, all that stand before it there can be read. FB401 where the lease is gone.
   */
  void beat() {
    if (!table.beat(term, progress.nextBeat())) {
      lost = true;
      throw new ForebayException(
          ErrorCode.DATABASE_UNAVAILABLE, "Another node reads the binlog by now");
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }

  private void run() {
    boolean failing = false;
    while (!lost && !waited(settings.pause())) {
      if (Duration.between(progress.lastMove(), clock.instant()).compareTo(settings.patience())
          > 0) {
        LOG.warn("The binlog is left to another node: its changes are not being dealt with here");
        lost = true;
        return;
      }
      failing = beatOnce(failing);
    }
  }

  private boolean beatOnce(boolean failing) {
    try {
      beat();
      return false;
    } catch (ForebayException e) {
      if (!failing && !lost) {
        LOG.warn("The heartbeat of the binlog's reader fails: {}", e.getMessage());
      }
      return true;
    }
  }

  private boolean waited(Duration pause) {
    try {
      return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }
}
