package dev.forebay.embedded;

import dev.forebay.base.process.ChildProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an engine again when it dies: at once, and at growing intervals while it keeps dying.
 *
 * <p>One virtual thread waits for the process; {@link #close} ends both.
 */
final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration STABLE = Duration.ofMinutes(1);

  private final String title;
  private final Supplier<ChildProcess> starter;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile ChildProcess current;
  private Duration pause = SHORTEST_PAUSE;

  /** Watches a process that is ready; {@code starter} gives another one that is ready. */
  Supervisor(String title, ChildProcess process, Supplier<ChildProcess> starter) {
    this.title = title;
    this.starter = starter;
    this.current = process;
    this.thread = Thread.ofVirtual().name(title + " supervisor").start(this::watch);
  }

  /** The process that runs, or ran last. */
  ChildProcess current() {
    return current;
  }

  private void watch() {
    try {
      while (closing.getCount() > 0) {
        long since = System.nanoTime();
        int exitCode = current.awaitExit();
        if (System.nanoTime() - since > STABLE.toNanos()) {
          pause = SHORTEST_PAUSE;
        }
        log.error("{} died (exit code {}) and is started again", title, exitCode);
        restart();
      }
    } catch (InterruptedException e) {
      log.debug("the supervisor of {} ends", title);
    } finally {
      ended.complete(null);
    }
  }

  private void restart() throws InterruptedException {
    while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      try {
        current = starter.get();
        log.info("{} runs again", title);
        return;
      } catch (RuntimeException e) {
        log.error("{} does not start, see its engine.log", title, e);
      }
    }
  }

  /** Stops watching, then stops the process. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    ended.join();
    current.stop();
  }
}
