package dev.forebay.cache.intent;

import dev.forebay.cache.entry.EntryName;
import java.util.Objects;

/**
 * The announcement that a transaction changes what an entry holds.
 *
 * @param name the entry that the transaction touches
 * @param lockHint a row that the transaction has locked, as {@code table|pk}; whoever can lock it
 *     knows that the transaction has ended
 */
public record Intent(EntryName name, String lockHint) {
  /** No part may be null. */
  public Intent {
    Objects.requireNonNull(name);
    Objects.requireNonNull(lockHint);
  }
}
