package dev.forebay.storage.files;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers that only grow: microseconds of the clock, or one more than the last. */
final class Sequence {
  private static final HexFormat HEX = HexFormat.of();

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();

  Sequence(InstantSource clock) {
    this.clock = clock;
  }

  /** The next number of this process, as 16 hex digits. */
  String next() {
    long now = Duration.between(Instant.EPOCH, clock.instant()).toNanos() / 1000;
    return HEX.toHexDigits(last.updateAndGet(before -> Math.max(before + 1, now)));
  }

  /** A name that no other process makes either, in the order of time: 32 hex digits. */
  String nextVersion() {
    return next() + HEX.toHexDigits(random.nextLong());
  }
}
