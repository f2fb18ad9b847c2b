package dev.forebay.cache.spi;

import java.util.List;

/**
 * The changes that transactions make to the database, whoever makes them: its binlog. This is how
 * the cache sees what was not written through Forebay.
 *
 * <p>Every node has one, and one of them reads at a time; which, the feeds settle among themselves.
 * Each event is told at least once over all nodes: where a node dies, another begins behind what
 * was last {@linkplain #processed processed}.
 *
 * <p>Used by one thread, but {@link #close} by any.
 */
public interface ChangeFeed extends AutoCloseable {
  /**
   * The next events, some hundred at most, in order. Waits until there are any; so as long as
   * another node reads.
   *
   * @throws dev.forebay.base.ForebayException where the log cannot be read now; the caller tries
   *     again
   * @throws InterruptedException where the thread was interrupted while it waited
   */
  List<ChangeEvent> next() throws InterruptedException;

  /**
   * Stores that everything which {@link #next} has told so far is done with, so that no node is
   * told again.
   *
   * @throws dev.forebay.base.ForebayException where that fails, or another node has taken over; the
   *     events are told again then
   */
  void processed();

  /** Ends the reading and gives it to another node; a {@link #next} that waits ends. */
  @Override
  void close();
}
