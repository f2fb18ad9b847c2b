package dev.forebay.embedded;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process: SIGTERM, and after a deadline SIGKILL. On Windows both end it at once. */
final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  private Ending() {}

  /** Returns once the process is gone. An interrupted thread does not wait for a gentle end. */
  static void of(ProcessHandle process, Duration deadline) {
    process.destroy();
    if (!gone(process, deadline)) {
      log.warn("process {} did not stop in time and is killed", process.pid());
      process.destroyForcibly();
      if (!gone(process, KILL_DEADLINE)) {
        log.error("process {} cannot be killed", process.pid());
      }
    }
  }

  private static boolean gone(ProcessHandle process, Duration deadline) {
    try {
      process.onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
