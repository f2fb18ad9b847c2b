package dev.forebay.embedded;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells how much of an archive is unpacked: at the start, then about every second, and the end. */
final class UnpackProgress {
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final String what;
  private final long total;
  private final Consumer<String> listener;
  private long done;
  private long told = System.nanoTime();

  UnpackProgress(String what, long total, Consumer<String> listener) {
    this.what = what;
    this.total = total;
    this.listener = listener;
    listener.accept(what + " (" + (total >> 20) + " MB)");
  }

  void add(long bytes) {
    done += bytes;
    long now = System.nanoTime();
    if (now - told >= INTERVAL || done == total) {
      told = now;
      listener.accept(what + ": " + done * 100 / total + " %");
    }
  }
}
