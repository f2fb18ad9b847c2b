package dev.forebay.cache;

import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.cache.spi.Loader;
import dev.forebay.redis.Redis;
import dev.forebay.redis.RedisSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node: its connection and its cache, with reads and writes in a word or two. */
public final class TestNode implements AutoCloseable {
  static final Duration TTL = Duration.ofHours(1);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Redis redis;
  private final Cache cache;

  TestNode(RedisSettings redis, CacheSettings settings, IntentResolver resolver) {
    this.redis = Redis.connect(redis.withTracking(!settings.near().tables().isEmpty()));
    this.cache = Cache.open(this.redis, settings, resolver, meters);
  }

  /** A patient node that cannot settle intents. */
  static TestNode on(TestRedis server) {
    return new TestNode(
        server.settings(),
        CacheSettings.DEFAULT,
        hint -> {
          throw new UnsupportedOperationException(hint);
        });
  }

  static EntryName row(String key) {
    return EntryName.row("t", key);
  }

  Cache cache() {
    return cache;
  }

  /** What a meter of the cache says: how often, or how many. */
  long count(String meter, String... tags) {
    Meter found = meters.get("forebay.cache." + meter).tags(tags).meter();
    return (long) found.measure().iterator().next().getValue();
  }

  /**
   * Reads the row while the database has this value: {@code "hit 1"}, {@code "miss 1"}, {@code
   * "bypass pending 1"}.
   */
  String read(String key, @Nullable String database) {
    return read(row(key), () -> bytes(database));
  }

  String read(EntryName name, Loader loader) {
    return told(cache.read(name, TTL, loader));
  }

  /** What a read came to, in words. */
  public static String told(CacheRead read) {
    String value = read.value() == null ? "none" : new String(read.value(), StandardCharsets.UTF_8);
    return switch (read) {
      case CacheRead.Hit _ -> "hit " + value;
      case CacheRead.Near _ -> "near " + value;
      case CacheRead.Miss _ -> "miss " + value;
      case CacheRead.Bypass bypass -> "bypass " + bypass.reason().label() + " " + value;
    };
  }

  /** Reads the row until it is a hit with this value; the database has it. */
  void awaitHit(String key, @Nullable String value) {
    Eventually.until(
        "a hit on " + key,
        () -> read(key, value).equals("hit " + (value == null ? "none" : value)));
  }

  /** The intents of a transaction that has written these rows and not ended yet. */
  WriteIntents write(String... keys) {
    WriteIntents intents = cache.begin();
    intents.place(List.of(keys).stream().map(key -> new Intent(row(key), "t|" + key)).toList());
    return intents;
  }

  static WrittenValue written(@Nullable String value) {
    return new WrittenValue(bytes(value), TTL);
  }

  public static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    cache.close();
    redis.close();
  }
}
