package dev.forebay.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, set forward by a test. */
public final class TestClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  /** Sets the clock so that it is now this time. */
  public void set(Instant now) {
    ahead = Duration.between(Clock.systemUTC().instant(), now);
  }

  /** Sets the clock forward. */
  public void forward(Duration by) {
    ahead = ahead.plus(by);
  }
}
