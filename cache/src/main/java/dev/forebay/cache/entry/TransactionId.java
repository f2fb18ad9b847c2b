package dev.forebay.cache.entry;

import dev.forebay.cache.spi.ChangeFeed;
import java.util.Objects;

/**
 * A transaction of the database, by a name that no other one ever has. The writer and the {@link
 * ChangeFeed} spell it alike.
 *
 * @param text such as MariaDB's {@code 0-1-24}
 */
public record TransactionId(String text) {
  /** Refuses an empty text, which stands for none in Redis. */
  public TransactionId {
    Objects.requireNonNull(text);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a transaction has a name");
    }
  }
}
