package dev.forebay.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The timers of one kind of request, by the class of the answer's status ({@code 2xx}). Each is
 * looked up in the registry once, when there is something to record: a record costs no search, and
 * statuses that do not occur are not told of.
 */
public final class StatusTimers {
  /** By the first digit of the status; at 0 where the answer did not arrive as a whole. */
  private static final List<String> CLASSES = List.of("cut", "1xx", "2xx", "3xx", "4xx", "5xx");

  private final MeterRegistry meters;
  private final Timer.Builder timer;
  private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(CLASSES.size());

  /**
   * None yet.
   *
   * @param timer their name and the labels that they share; to be used for nothing else
   */
  public StatusTimers(MeterRegistry meters, Timer.Builder timer) {
    this.meters = meters;
    this.timer = timer;
  }

  /**
   * Counts one request.
   *
   * @param status what it was answered with; 0 where the connection was closed instead
   */
  public void record(int status, long nanos) {
    int digit = Math.clamp(status / 100, 0, CLASSES.size() - 1);
    Timer known = timers.get(digit);
    (known == null ? look(digit) : known).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer look(int digit) {
    Timer found = timer.withRegistry(meters).withTag("status", CLASSES.get(digit));
    timers.set(digit, found);
    return found;
  }
}
