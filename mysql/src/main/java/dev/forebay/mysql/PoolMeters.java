package dev.forebay.mysql;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is measured of the pool. */
final class PoolMeters implements IMetricsTracker {
  private final Timer waits;
  private final Counter timeouts;

  PoolMeters(MeterRegistry meters, PoolStats pool) {
    gauge(meters, "active", "Connections in use.", pool::getActiveConnections);
    gauge(meters, "idle", "Connections that are free.", pool::getIdleConnections);
    gauge(meters, "waiting", "Threads that wait for a connection.", pool::getPendingThreads);
    gauge(meters, "limit", "Connections that there may be.", pool::getMaxConnections);
    waits =
        Timer.builder("forebay.database.connections.wait")
            .description("Waits until there was a connection.")
            .register(meters);
    timeouts =
        Counter.builder("forebay.database.connections.timeouts")
            .description("Waits that ended without a connection.")
            .register(meters);
  }

  @Override
  public void recordConnectionAcquiredNanos(long nanos) {
    waits.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void recordConnectionTimeout() {
    timeouts.increment();
  }

  private static void gauge(
      MeterRegistry meters, String name, String description, Supplier<Number> value) {
    Gauge.builder("forebay.database.connections." + name, value)
        .description(description)
        .register(meters);
  }
}
