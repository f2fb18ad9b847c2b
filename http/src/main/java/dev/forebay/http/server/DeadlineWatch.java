package dev.forebay.http.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections whose client let a deadline pass. Looks at all of them four times a second,
 * because a timer for each wait would cost more than the wait: a connection only notes when its
 * patience ends.
 */
final class DeadlineWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 250;

  private final Set<WatchedContext> connections = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-watch").factory());

  DeadlineWatch(HttpMeters meters) {
    meters.connections(connections::size);
    var _ =
        timer.scheduleWithFixedDelay(
            this::closeOverdue, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(WatchedContext connection) {
    connections.add(connection);
  }

  void remove(WatchedContext connection) {
    connections.remove(connection);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    for (WatchedContext connection : connections) {
      connection.closeIfOverdue(now);
    }
  }
}
