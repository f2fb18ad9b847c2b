package dev.forebay.cache.statistics;

import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EpochReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is measured of this node's cache. Any thread. */
public final class CacheStatistics {
  /** The first bound of a latency is 2⁴ µs; the last that is finite, 2²⁰ µs. */
  private static final int FIRST_POWER = 4;

  private static final int BOUNDS = 17;

  private final MeterRegistry meters;
  private final Timer hits;
  private final Timer fills;
  private final Counter nearHits;
  private final Counter misses;
  private final Counter waits;
  private final Counter resolverRuns;
  private final Map<BypassReason, Counter> bypasses;
  private final Map<EpochReason, Counter> epochs;
  private final LongAdder intents = new LongAdder();
  private volatile @Nullable Duration lag;

  public CacheStatistics(MeterRegistry meters) {
    this.meters = meters;
    hits = latencies("forebay.cache.hit", "Reads that Redis answered.");
    fills = latencies("forebay.cache.fill", "Loads, from lease to FILL.");
    nearHits = counter("forebay.cache.near", "Reads from this process.").register(meters);
    misses = counter("forebay.cache.misses", "Reads that loaded a value.").register(meters);
    waits = counter("forebay.cache.waits", "Reads that met another's lease.").register(meters);
    resolverRuns = counter("forebay.cache.resolved", "Resolver runs.").register(meters);
    bypasses =
        byReason(
            counter("forebay.cache.bypasses", "Reads beside the cache, by reason."),
            BypassReason.class,
            BypassReason::label);
    epochs =
        byReason(
            counter("forebay.cache.epochs", "Buckets emptied at once, by reason."),
            EpochReason.class,
            EpochReason::label);
    Gauge.builder("forebay.cache.intents", intents::sum)
        .description("Intents outstanding.")
        .register(meters);
  }

  public void read(CacheRead read, long began) {
    switch (read) {
      case CacheRead.Hit _ -> hits.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      case CacheRead.Near _ -> nearHits.increment();
      case CacheRead.Miss _ -> misses.increment();
      case CacheRead.Bypass bypass -> of(bypasses, bypass.reason()).increment();
    }
  }

  public void epochsBegun(EpochReason reason, int buckets) {
    of(epochs, reason).increment(buckets);
  }

  /** A value was stored that was read for that, from the lease to Redis's answer to FILL. */
  public void filled(long began) {
    fills.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  /** A reader met the lease of another node. */
  public void waited() {
    waits.increment();
  }

  /** This node has waited for a transaction to end for an intent that was left behind. */
  public void resolved() {
    resolverRuns.increment();
  }

  public void intentsPlaced(int count) {
    intents.add(count);
  }

  public void intentsEnded(int count) {
    intents.add(-count);
  }

  /** How far the cache was behind the database's log; a figure of the node that reads that only. */
  public void lag(Duration measured) {
    boolean first = lag == null;
    lag = measured;
    if (first) {
      TimeGauge.builder("forebay.cache.tailer.lag", this::lagNanos, TimeUnit.NANOSECONDS)
          .description("Tailer lag.")
          .register(meters);
    }
  }

  private double lagNanos() {
    Duration known = lag;
    return known == null ? Double.NaN : known.toNanos();
  }

  private Timer latencies(String name, String description) {
    Duration[] bounds = new Duration[BOUNDS];
    Arrays.setAll(bounds, i -> Duration.of(1L << (FIRST_POWER + i), ChronoUnit.MICROS));
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(bounds)
        .register(meters);
  }

  private static Counter.Builder counter(String name, String description) {
    return Counter.builder(name).description(description);
  }

  private <R extends Enum<R>> Map<R, Counter> byReason(
      Counter.Builder counter, Class<R> reasons, Function<R, String> label) {
    var counters = counter.withRegistry(meters);
    Map<R, Counter> all = new EnumMap<>(reasons);
    for (R reason : reasons.getEnumConstants()) {
      all.put(reason, counters.withTag("reason", label.apply(reason)));
    }
    return all;
  }

  private static <R extends Enum<R>> Counter of(Map<R, Counter> counters, R reason) {
    return Objects.requireNonNull(counters.get(reason));
  }
}
