package dev.forebay.cache.spi;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.TransactionId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link ChangeFeed} tells, in the order in which transactions committed. */
public sealed interface ChangeEvent {
  /**
   * A transaction has changed rows, or a part of a transaction that changed many: inserted, updated
   * or deleted them. Whoever made it; Forebay's own come, too.
   *
   * @param lockHint any one of these rows as it is now, or was where it is gone, as {@code
   *     table|pk}; whoever can lock it knows that the transaction has ended, and so that all its
   *     changes can be read
   * @param entries the rows by their old and their new key, and each lookup that had one of them or
   *     has it now
   * @param transaction which one, where it has a name; null otherwise
   */
  record RowsChanged(String lockHint, Set<EntryName> entries, @Nullable TransactionId transaction)
      implements ChangeEvent {
    /** Copies the set. */
    public RowsChanged {
      Objects.requireNonNull(lockHint);
      entries = Set.copyOf(entries);
    }

    /** By a transaction without a name. */
    public RowsChanged(String lockHint, Set<EntryName> entries) {
      this(lockHint, entries, null);
    }
  }

  /**
   * Any row of a table may have changed, in a way that names none of them: TRUNCATE, ALTER, DROP,
   * or a foreign key's cascade, which is not in the binlog. What is cached is no longer known to be
   * right.
   *
   * @param what what it was, for the log: {@code "TRUNCATE of invoices"}
   */
  record TableChanged(String what) implements ChangeEvent {}

  /**
   * Changes were missed: the log was purged, or the position is not known. The feed goes on from
   * where the log is now.
   *
   * @param reason why, for the log and for {@code /health}
   */
  record PositionLost(String reason) implements ChangeEvent {}

  /**
   * All transactions that committed before this instant have been told, and can be read: as the
   * feed sees it by a transaction of its own that committed after them and that can be read now.
   * Comes several times a second, also while nothing is written, and is what the lag is measured
   * by.
   *
   * @param instant by this node's clock
   */
  record Reached(Instant instant) implements ChangeEvent {}
}
