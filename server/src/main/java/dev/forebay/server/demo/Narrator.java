package dev.forebay.server.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints each step with how long it took. */
final class Narrator {
  private final PrintWriter out;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  /** A step of the story: its outcome in words. */
  @FunctionalInterface
  interface Step {
    String play() throws Exception;
  }

  void tell(String title, Step step) throws Exception {
    long begin = System.nanoTime();
    String outcome = step.play();
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    out.printf(Locale.ROOT, "%-34s %8.1f ms  %s%n", title, time.toNanos() / 1e6, outcome);
    out.flush();
  }
}
