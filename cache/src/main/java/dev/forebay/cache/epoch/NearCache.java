package dev.forebay.cache.epoch;

import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.Stored;
import dev.forebay.redis.Invalidations;
import dev.forebay.redis.RedisLink;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Values that were in Redis a moment ago, kept in this process for a short time. A value is served
 * for as long as its table allows, counted from before Redis was asked for it, so it is at most so
 * much older than what Redis holds, whatever becomes of messages. Redis tells of changes
 * (client-side tracking, in the mode OPTIN), so most of the time it is not older at all.
 *
 * <p>The race to avoid is that a value is kept after its invalidation has come, which then comes
 * never again. Redis's answers and messages come over one connection in order, but are handled by
 * different threads. So before a reader asks Redis, it leaves a {@link Loading} in the value's
 * place; an invalidation takes away whatever is there; and only who still finds its own Loading
 * puts the value in its place. The node's own writes do the same before they are acknowledged
 * ({@link #drop}), so a node never serves what it has overwritten.
 *
 * <p>There is one for each link: it ends with the connection that tells of changes. Values of
 * another epoch than the reader's are not served. What does not fit is not kept. Any thread.
 */
public final class NearCache implements Invalidations {
  /** What an entry takes besides its bytes, about. */
  private static final int OVERHEAD = 160;

  private final RedisLink link;
  private final long most;
  private final ConcurrentMap<Key, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  /** A cache of what this link reads, with at most so many bytes. */
  NearCache(RedisLink link, long most) {
    this.link = link;
    this.most = most;
  }

  private sealed interface Slot {}

  /** A reader has asked Redis; told from others by its identity. */
  private static final class Loading implements Slot {}

  private record Kept(CacheRead.Near read, Bucket bucket, long ends, int size) implements Slot {
    boolean serves(Bucket wanted, long now) {
      return now - ends < 0 && (bucket == wanted || bucket.sameEpoch(wanted));
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Key(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** The value from here, or null. */
  public CacheRead.@Nullable Near get(EntryKey key) {
    return slots.get(new Key(key.bytes())) instanceof Kept kept
            && kept.serves(key.bucket(), System.nanoTime())
        ? kept.read()
        : null;
  }

  /**
   * What Redis has, as HGET answers. A value is kept, unless it names a generation: whether that
   * holds is not told with the value.
   *
   * @param age how old it may be
   * @throws dev.forebay.redis.RedisUnavailableException where Redis does not answer in time
   */
  public byte @Nullable [] hget(EntryKey key, Duration age) {
    long now = System.nanoTime();
    Key place = new Key(key.bytes());
    Slot there = slots.get(place);
    Loading mine = new Loading();
    if (there instanceof Loading || size.get() >= most || !put(place, there, mine)) {
      return link.hget(key.bytes(), key.bucket().valueField());
    }
    try {
      byte[] field = link.hgetTracked(key.bytes(), key.bucket().valueField());
      Stored stored = field == null ? null : Stored.of(field);
      byte[] value = stored == null || stored.generation() != null ? null : stored.value();
      if (value != null) {
        int bytes = OVERHEAD + key.bytes().length + value.length;
        var read = new CacheRead.Near(value);
        put(place, mine, new Kept(read, key.bucket(), now + age.toNanos(), bytes));
      }
      return field;
    } finally {
      slots.remove(place, mine);
    }
  }

  /** Forgets the value, and has whoever is asking Redis for it now not keep it. */
  public void drop(byte[] key) {
    Slot dropped = slots.remove(new Key(key));
    size.addAndGet(-sizeOf(dropped));
  }

  /** Forgets the values that are too old to be served, or all. */
  void sweep(boolean all) {
    long now = System.nanoTime();
    for (var slot : slots.entrySet()) {
      if (all || (slot.getValue() instanceof Kept kept && now - kept.ends() >= 0)) {
        drop(slot.getKey().bytes());
      }
    }
  }

  @Override
  public void invalidated(byte[] key) {
    drop(key);
  }

  @Override
  public void allInvalidated() {
    sweep(true);
  }

  /** Puts a slot in the place of another one, if that is still there. */
  private boolean put(Key place, @Nullable Slot expected, Slot slot) {
    boolean done =
        expected == null
            ? slots.putIfAbsent(place, slot) == null
            : slots.replace(place, expected, slot);
    if (done) {
      size.addAndGet(sizeOf(slot) - sizeOf(expected));
    }
    return done;
  }

  private static int sizeOf(@Nullable Slot slot) {
    return slot instanceof Kept kept ? kept.size() : 0;
  }
}
