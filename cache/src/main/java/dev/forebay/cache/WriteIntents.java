package dev.forebay.cache;

import java.util.Collection;
import java.util.Map;

/**
 * The intents of one write transaction. From the first that is placed to the transaction's end, no
 * reader gets or stores a value of the entries they stand on.
 *
 * <pre>{@code
 * try (WriteIntents intents = cache.begin()) {
 *   Map<EntryName, WrittenValue> written;
 *   try {
 *     written = database.transaction(session -> {
 *       … lock and write the rows …
 *       intents.place(touched);               // every row, every old and new lookup value
 *       return readBack(session);
 *     });
 *   } catch (ForebayException e) {
 *     if (e.code() != ErrorCode.COMMIT_UNKNOWN) intents.abandon();
 *     throw e;
 *   }
 *   intents.finish(written);
 * }
 * }</pre>
 *
 * <p>Not for more than one thread at a time.
 */
public final class WriteIntents implements AutoCloseable {
  WriteIntents() {}

  /**
   * Places the intents, all in one round trip. To be called inside the transaction once the rows
   * are locked, as often as more entries become known.
   *
   * @throws dev.forebay.base.ForebayException {@code CACHE_UNAVAILABLE} where Redis did not take
   *     all in time: the transaction must roll back
   */
  public void place(Collection<Intent> intents) {}

  /**
   * Ends the intents after COMMIT, without waiting for Redis. Entries with a value here hold it
   * from then on; all the others that were placed are dropped. Values of entries that were not
   * placed are left aside.
   */
  public void finish(Map<EntryName, WrittenValue> written) {}

  /** Ends the intents after ROLLBACK, without waiting for Redis: all entries are dropped. */
  public void abandon() {}

  /**
   * Leaves the intents where they are, because it is unknown whether the transaction committed: its
   * entries are read from the database until the {@link IntentResolver} has settled them.
   */
  public void unknown() {}

  /** The same as {@link #unknown()}, unless the transaction's outcome was told before. */
  @Override
  public void close() {}
}
