package handlers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells instances apart, and which are used by two threads at once. */
public class Instances {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final int number = MADE.incrementAndGet();
  private final AtomicInteger users = new AtomicInteger();

  public int number() {
    return number;
  }

  /** Waits for the file; how many were in this instance then. */
  public int hold(String file) throws Exception {
    int inside = users.incrementAndGet();
    while (!Files.exists(Path.of(file))) {
      Thread.sleep(2);
    }
    users.decrementAndGet();
    return inside;
  }

  /** Waits for the file, whatever interrupts it. */
  public int stubborn(String file) {
    while (!Files.exists(Path.of(file))) {
      Thread.onSpinWait();
    }
    return number;
  }
}
