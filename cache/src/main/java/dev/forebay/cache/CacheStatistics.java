package dev.forebay.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What this node's cache has done since it was opened. Any thread. */
public final class CacheStatistics {
  private final LongAdder nearHits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final LongAdder resolverRuns = new LongAdder();
  private final LongAdder intentsPlaced = new LongAdder();
  private final LongAdder intentsEnded = new LongAdder();
  private final Map<String, LongAdder> bypasses = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> epochs = new ConcurrentHashMap<>();
  private final Latencies hitLatency = new Latencies();
  private final Latencies fillLatency = new Latencies();
  private volatile @Nullable Duration lag;

  CacheStatistics() {}

  /** How often a value was there, and how long it took to get it. */
  public Latencies hits() {
    return hitLatency;
  }

  /** How often a value was in this process. */
  public long nearHits() {
    return nearHits.sum();
  }

  /** How often the database was read for the cache, by this reader or by one that it joined. */
  public long misses() {
    return misses.sum();
  }

  /** How often a reader met the lease of another node. */
  public long waits() {
    return waits.sum();
  }

  /**
   * How often a read left the cache out, by the labels of {@link BypassReason}; readers of one
   * entry share reads of the database, and each counts.
   */
  public Map<String, Long> bypasses() {
    return sums(bypasses);
  }

  /**
   * How many of the {@value Bucket#COUNT} buckets this node has begun a new epoch in, by the labels
   * of {@link EpochReason}.
   */
  public Map<String, Long> epochs() {
    return sums(epochs);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }

  /** How many intents of transactions stand that this node runs now. */
  public long intentsOutstanding() {
    return intentsPlaced.sum() - intentsEnded.sum();
  }

  /** How often this node has waited for a transaction to end for an intent that was left behind. */
  public long resolverRuns() {
    return resolverRuns.sum();
  }

  /** How often a value was read to be stored, from the lease to Redis's answer to FILL. */
  public Latencies fills() {
    return fillLatency;
  }

  /** How far the cache was behind the database's log when last told, where this node reads it. */
  public Optional<Duration> lag() {
    return Optional.ofNullable(lag);
  }

  void read(CacheRead read, long began) {
    switch (read) {
      case CacheRead.Hit _ -> hitLatency.record(System.nanoTime() - began);
      case CacheRead.Near _ -> nearHits.increment();
      case CacheRead.Miss _ -> misses.increment();
      case CacheRead.Bypass bypass ->
          bypasses.computeIfAbsent(bypass.reason().label(), reason -> new LongAdder()).increment();
    }
  }

  void epochsBegun(EpochReason reason, int buckets) {
    epochs.computeIfAbsent(reason.label(), label -> new LongAdder()).add(buckets);
  }

  void filled(long began) {
    fillLatency.record(System.nanoTime() - began);
  }

  void waited() {
    waits.increment();
  }

  void resolved() {
    resolverRuns.increment();
  }

  void intentsPlaced(int count) {
    intentsPlaced.add(count);
  }

  void intentsEnded(int count) {
    intentsEnded.add(count);
  }

  void lag(Duration measured) {
    lag = measured;
  }
}
