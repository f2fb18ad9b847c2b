package dev.forebay.cache;

import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in Redis, for somebody who checks the cache.
 *
 * @param name the entry's name
 * @param content what it holds
 */
public record StoredEntry(EntryName name, Content content) {
  /** The entry's key in Redis, such as {@code {37}r:invoices:42}. */
  public String key() {
    return new String(EntryKey.bytes(name), StandardCharsets.UTF_8);
  }

  /** What an entry can hold. */
  public sealed interface Content {}

  /**
   * A value that readers are given.
   *
   * @param bytes the value; null where it says that there is no such row
   * @param left how long it stays
   * @param endsMillis when that ends, by the clock of Redis
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Value(byte @Nullable [] bytes, Duration left, long endsMillis) implements Content {
    private static final long SAME_END_MILLIS = 5;

    /**
     * Whether this is the very value that ended then, and not one like it that was stored again:
     * that would end at another time, because how long a value stays is jittered.
     */
    public boolean endsAt(long millis) {
      return Math.abs(endsMillis - millis) <= SAME_END_MILLIS;
    }
  }

  /**
   * Transactions are under way, or have left their intents behind: readers go to the database.
   *
   * @param ages of the intents
   */
  public record Intents(List<Duration> ages) implements Content {
    /** Copies the list. */
    public Intents {
      ages = List.copyOf(ages);
    }
  }

  /**
   * Nothing that a reader is given: a lease, no entry, a value of an epoch or generation that has
   * ended.
   */
  public record Nothing() implements Content {}
}
