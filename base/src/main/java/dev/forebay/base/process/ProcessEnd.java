package dev.forebay.base.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process ends: SIGTERM, and after a deadline SIGKILL. On Windows both end it at once. */
public final class ProcessEnd {
  private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  private ProcessEnd() {}

  /**
   * Ends a process, and returns once it is gone; an interrupt does not shorten that, the deadlines
   * bound it.
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
  public static boolean gone(ProcessHandle process, Duration deadline) {
    return process
        .onExit()
        .thenApply(ended -> true)
        .completeOnTimeout(false, deadline.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
