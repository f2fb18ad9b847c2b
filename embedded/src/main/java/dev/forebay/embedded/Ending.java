package dev.forebay.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process: SIGTERM, and after a deadline SIGKILL. On Windows both end it at once. */
final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  private Ending() {}

  /**
   * Returns once the process is gone; an interrupt does not shorten that, the deadlines bound it.
   */
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

  /** Waits for the process to be gone; false if it still runs after the deadline. */
  static boolean gone(ProcessHandle process, Duration deadline) {
    return process
        .onExit()
        .thenApply(ended -> true)
        .completeOnTimeout(false, deadline.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
