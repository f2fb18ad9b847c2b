package dev.forebay.cache.intent;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs on virtual threads what no request waits for. */
public final class Background implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Background.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cache-", 0).factory());
  private final Semaphore permits = new Semaphore(1_000);

  /** Runs the task soon; at once, on this thread, after {@link #close}. */
  public void run(Runnable task) {
    try {
      threads.execute(() -> permitted(task));
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  /** Waits for the tasks that are under way, and interrupts those that take too long. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("cache work was still under way after {}; it is left to the resolver", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  private void permitted(Runnable task) {
    permits.acquireUninterruptibly();
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("work of the cache in the background failed", e);
    } finally {
      permits.release();
    }
  }
}
