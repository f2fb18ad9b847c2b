package dev.forebay.cache;

import dev.forebay.redis.Redis;
import java.time.Duration;

/** Reads and writes through Redis that are never stale. */
public final class Cache implements AutoCloseable {
  private final EpochSource source;
  private final CacheSettings settings;
  private final Tokens tokens = new Tokens();
  private final Background background = new Background();
  private final Reader reader;
  private final Finisher finisher;

  private Cache(EpochSource source, CacheSettings settings, IntentResolver resolver) {
    this.source = source;
    this.settings = settings;
    Settler settler = new Settler(resolver, background);
    this.reader = new Reader(source, new Misses(settings, tokens, background, settler));
    this.finisher = new Finisher(source, background);
  }

  /**
   * A cache over this Redis, which the caller closes after the cache.
   *
   * @throws dev.forebay.base.ForebayException {@code CACHE_MISCONFIGURED} where Redis may evict any
   *     key
   */
  public static Cache open(Redis redis, CacheSettings settings, IntentResolver resolver) {
    return new Cache(new EpochSource(redis), settings, resolver);
  }

  /**
   * The entry's value, from Redis or from the database.
   *
   * @param ttl how long the value may be kept once it is read from the database
   * @param loader reads the primary; called at most once, and not at all on a hit
   */
  public CacheRead read(EntryName name, Duration ttl, Loader loader) {
    return reader.read(new ReadRequest(name, ttl, loader));
  }

  /** The intents of a write transaction that begins now. No I/O. */
  public WriteIntents begin() {
    return new WriteIntents(source, finisher, settings, tokens.next());
  }

  /** Whether Redis answers, as {@code /health} tells it. */
  public boolean available() {
    Epochs epochs = source.current();
    return epochs != null && epochs.link().answers();
  }

  /** Waits a bounded time for what runs in the background. */
  @Override
  public void close() {
    background.close();
  }
}
