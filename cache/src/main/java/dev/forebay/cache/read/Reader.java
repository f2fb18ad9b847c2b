package dev.forebay.cache.read;

import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.EpochWatch;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.epoch.NearCache;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.spi.NearSettings;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.HashField;
import dev.forebay.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read path: step 1 is here, or in {@link NearCache}; steps 2 and 3 are in {@link Misses}. */
public final class Reader {
  private static final Logger log = LoggerFactory.getLogger(Reader.class);

  /** How often a reader starts over before it goes to the database by itself. */
  private static final int ROUNDS = 4;

  private final EpochSource source;
  private final EpochWatch watch;
  private final NearSettings near;
  private final Misses misses;
  private final Generations generations;
  private final CacheStatistics statistics;
  private final ConcurrentMap<String, HitRate> rates = new ConcurrentHashMap<>();

  public Reader(
      EpochSource source,
      EpochWatch watch,
      NearSettings near,
      Misses misses,
      Generations generations,
      CacheStatistics statistics) {
    this.source = source;
    this.watch = watch;
    this.near = near;
    this.misses = misses;
    this.generations = generations;
    this.statistics = statistics;
  }

  public CacheRead read(ReadRequest request) {
    long began = System.nanoTime();
    CacheRead read = readSomewhere(request);
    statistics.read(read, began);
    return read;
  }

  private CacheRead readSomewhere(ReadRequest request) {
    if (watch.behind()) {
      return misses.bypass(request, BypassReason.BEHIND);
    }
    Epochs epochs = source.current();
    if (epochs != null && epochs.link().answers()) {
      try {
        return read(epochs, request);
      } catch (RedisUnavailableException e) {
        // Thrown only before the database is read: the FILL after it is not waited for.
        log.debug("{} is read from the database: {}", request.name(), e.getMessage());
      }
    }
    return misses.bypass(request, BypassReason.UNAVAILABLE);
  }

  private CacheRead read(Epochs epochs, ReadRequest request) {
    if (request.name().kind() != EntryName.Kind.ROW) {
      return read(epochs, request, true);
    }
    HitRate rate = rates.computeIfAbsent(request.name().table(), table -> new HitRate());
    CacheRead read = read(epochs, request, !rate.isLow());
    if (!(read instanceof CacheRead.Bypass)) {
      rate.add(!(read instanceof CacheRead.Miss));
    }
    return read;
  }

  private CacheRead read(Epochs epochs, ReadRequest request, boolean likely) {
    for (int round = 0; round < ROUNDS; round++) {
      EntryKey key = epochs.key(request.name());
      Found found = likely || round > 0 ? find(epochs, key, request.name()) : new Found(null, null);
      if (found.hit() != null) {
        return found.hit();
      }
      CacheRead read = misses.read(epochs, key, request, found.gone());
      if (read != null) {
        return read;
      }
    }
    return misses.bypass(request, BypassReason.WAIT);
  }

  /**
   * What is served, or nothing.
   *
   * @param gone the generation that the entry names, if it names one that has gone
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Found(@Nullable CacheRead hit, byte @Nullable [] gone) {
    static Found of(byte @Nullable [] field, Predicate<byte[]> holds) {
      if (field == null) {
        return new Found(null, null);
      }
      Stored stored = Stored.of(field);
      byte[] generation = stored.generation();
      return generation == null || holds.test(generation)
          ? new Found(new CacheRead.Hit(stored.value()), null)
          : new Found(null, generation);
    }
  }

  private Found find(Epochs epochs, EntryKey key, EntryName name) {
    return name.kind() == EntryName.Kind.LOOKUP
        ? findLookup(epochs, key, name.table())
        : findRow(epochs, key, name.table());
  }

  private Found findRow(Epochs epochs, EntryKey key, String table) {
    Duration age = near.tables().get(table);
    NearCache kept = age == null ? null : epochs.near();
    CacheRead here = kept == null ? null : kept.get(key);
    if (here != null) {
      return new Found(here, null);
    }
    byte[] field =
        kept == null || age == null
            ? epochs.link().hget(key.bytes(), key.bucket().valueField())
            : kept.hget(key, age);
    return Found.of(
        field, generation -> generations.holds(epochs, EntryName.table(table), generation));
  }

  /** A lookup names its table's generation, which is asked for in the same round trip. */
  private static Found findLookup(Epochs epochs, EntryKey key, String table) {
    HashField current = epochs.key(EntryName.table(table)).valueAddress();
    var replies = epochs.link().hget(List.of(key.valueAddress(), current));
    epochs.link().await(ScriptBatches.all(replies));
    byte[] held = replies.getLast().resultNow();
    return Found.of(replies.getFirst().resultNow(), generation -> Arrays.equals(generation, held));
  }
}
