package dev.forebay.cache.entry;

import dev.forebay.cache.spi.ChangeFeed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has left in an entry, read inside that transaction.
 *
 * @param value the JSON bytes, or null where the row is gone; not to be written to afterwards
 * @param ttl how long the entry may be kept; a row that is gone is kept no longer than the
 *     settings' negative TTL
 * @param transaction that transaction, where its name is known and it has changed nothing of the
 *     entry after the value was read: the value then stays when the {@link ChangeFeed} tells of it;
 *     null otherwise
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrittenValue(
    byte @Nullable [] value, Duration ttl, @Nullable TransactionId transaction) {

  /** What a transaction has left whose name is not known. */
  public WrittenValue(byte @Nullable [] value, Duration ttl) {
    this(value, ttl, null);
  }
}
