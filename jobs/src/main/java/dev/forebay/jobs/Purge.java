package dev.forebay.jobs;

import dev.forebay.mysql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets the events that ended long enough ago, 20,000 a minute at most. */
record Purge(Duration retention, InstantSource clock) implements RecurringJob {
  private static final Duration EVERY = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "purge";
  }

  @Override
  public String expression() {
    return "every minute";
  }

  @Override
  public Instant next(Instant last, Instant now) {
    return now.plus(EVERY);
  }

  @Override
  public void run(Session tx, Instant due) {
    EventTable.purge(tx, clock.instant().minus(retention));
  }
}
