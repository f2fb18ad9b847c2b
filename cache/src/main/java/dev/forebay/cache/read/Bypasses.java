package dev.forebay.cache.read;

import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.spi.Loader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the database that leave the cache as it is. Readers of one entry on this node share
 * them: however many there are, one is reading and one waits to read next.
 *
 * <p>A reader must not get a value that is older than its own arrival, and here is no FILL whose
 * success would tell that a read which had begun before is still new enough ({@link Flight}). So
 * who comes during a read takes part in the next one: that begins when the one has ended, and from
 * then on takes nobody in. To each of its readers it is what a read of its own would be: it begins
 * after the reader has come, and ends before it goes.
 *
 * <p>So a reader waits for two reads at most, which end by the database's own deadlines.
 *
 * @param <N> what names an entry
 */
final class Bypasses<N> {
  /** The read of an entry that is under way, and the one that readers may take part in. */
  private record Turns(
      SharedLoad<byte @Nullable []> running, @Nullable SharedLoad<byte @Nullable []> next) {
    Turns withNext(SharedLoad<byte @Nullable []> load) {
      return next == null ? new Turns(running, load) : this;
    }

    /** Null where nobody waits, so that an idle entry takes no memory. */
    @Nullable Turns ended() {
      return next == null ? null : new Turns(next, null);
    }
  }

  private final ConcurrentMap<N, Turns> turns = new ConcurrentHashMap<>();

  /**
   * The database's answer, read after this call began. What the loader throws passes through.
   *
   * @param reason why
   */
  CacheRead.Bypass read(N name, Loader loader, BypassReason reason) {
    return new CacheRead.Bypass(load(name, loader), reason);
  }

  private byte @Nullable [] load(N name, Loader loader) {
    SharedLoad<byte @Nullable []> mine = new SharedLoad<>();
    Turns joined =
        turns.merge(name, new Turns(mine, null), (standing, _) -> standing.withNext(mine));
    if (joined.running() != mine) {
      SharedLoad<byte @Nullable []> next = joined.next();
      if (next != null && next != mine) {
        return next.join();
      }
      joined.running().await();
    }
    return mine.run(loader::load, () -> turns.computeIfPresent(name, (_, now) -> now.ended()));
  }
}
