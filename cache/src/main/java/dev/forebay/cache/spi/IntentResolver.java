package dev.forebay.cache.spi;

import dev.forebay.cache.intent.Intent;

/**
 * Waits for the transaction that placed an intent to end. The data module implements it with a
 * locking read of the row that the hint names.
 */
@FunctionalInterface
public interface IntentResolver {
  /**
   * Returns once the transaction that had locked this row has ended, whether it committed or not.
   * Throws where that cannot be said; the intent then stays and is tried again later. Called on a
   * background thread.
   *
   * @param lockHint the hint of {@link Intent}, {@code table|pk}
   */
  void settle(String lockHint);

  /**
   * Whether it can be said that no transaction has this row locked now. One that waits for the end,
   * as this does unless it is overridden, may as well say true.
   *
   * @param lockHint the hint of {@link Intent}, {@code table|pk}
   */
  default boolean hasEnded(String lockHint) {
    settle(lockHint);
    return true;
  }
}
