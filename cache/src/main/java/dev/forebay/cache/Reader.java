package dev.forebay.cache;

import dev.forebay.redis.RedisUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read path: step 1 is here, or in {@link NearCache}; steps 2 and 3 are in {@link Misses}. */
final class Reader {
  private static final Logger log = LoggerFactory.getLogger(Reader.class);

  /** How often a reader starts over before it goes to the database by itself. */
  private static final int ROUNDS = 4;

  private final EpochSource source;
  private final Watch watch;
  private final NearSettings near;
  private final Misses misses;
  private final Generations generations;
  private final CacheStatistics statistics;

  Reader(
      EpochSource source,
      Watch watch,
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

  CacheRead read(ReadRequest request) {
    long began = System.nanoTime();
    CacheRead read = readSomewhere(request);
    statistics.read(read, began);
    return read;
  }

  private CacheRead readSomewhere(ReadRequest request) {
    if (watch.behind()) {
      return request.bypass("behind");
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
    return request.bypass("unavailable");
  }

  private CacheRead read(Epochs epochs, ReadRequest request) {
    for (int round = 0; round < ROUNDS; round++) {
      EntryKey key = epochs.key(request.name());
      String table = request.name().table();
      Duration age = near.tables().get(table);
      NearCache kept = age == null ? null : epochs.near();
      CacheRead here = kept == null ? null : kept.get(key);
      if (here != null) {
        return here;
      }
      Stored found = find(epochs, key, kept, age);
      if (found != null && isValid(epochs, table, found)) {
        return new CacheRead.Hit(found.value());
      }
      byte[] gone = found == null ? null : found.generation();
      CacheRead read = misses.read(epochs, key, request, gone);
      if (read != null) {
        return read;
      }
    }
    return request.bypass("wait");
  }

  private static @Nullable Stored find(
      Epochs epochs, EntryKey key, @Nullable NearCache kept, @Nullable Duration age) {
    byte[] field =
        kept == null || age == null
            ? epochs.link().hget(key.bytes(), key.bucket().valueField())
            : kept.hget(key, age);
    return field == null ? null : Stored.of(field);
  }

  private boolean isValid(Epochs epochs, String table, Stored found) {
    byte[] generation = found.generation();
    return generation == null || generations.holds(epochs, table, generation);
  }
}
