package dev.forebay.jobs;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads that wait for a handler, so that a stop can interrupt those and no thread that talks
 * to the database about a job: an interrupt there would break its connection.
 */
final class RunningJobs {
  private final Set<Thread> waiting = new HashSet<>();
  private boolean stopped;

  /** An attempt. */
  @FunctionalInterface
  interface Attempt {
    JobOutcome make() throws InterruptedException;
  }

  /**
   * Makes the attempt.
   *
   * @throws InterruptedException when a stop interrupted it, or came before
   */
  JobOutcome run(Attempt attempt) throws InterruptedException {
    enter();
    try {
      return attempt.make();
    } finally {
      leave();
    }
  }

  /** Interrupts every attempt that runs or begins. */
  synchronized void stop() {
    stopped = true;
    waiting.forEach(Thread::interrupt);
  }

  /** Whether there was a stop. */
  synchronized boolean stopped() {
    return stopped;
  }

  private synchronized void enter() throws InterruptedException {
    if (stopped) {
      throw new InterruptedException();
    }
    waiting.add(Thread.currentThread());
  }

  /** An interrupt that came too late for the attempt is nobody else's. */
  private synchronized void leave() {
    waiting.remove(Thread.currentThread());
    boolean late = Thread.interrupted();
    assert !late || stopped;
  }
}
