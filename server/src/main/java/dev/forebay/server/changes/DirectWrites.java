package dev.forebay.server.changes;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.data.entry.ChangedRows;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogSupport;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.tailer.Tailer;
import dev.forebay.mysql.tailer.TailerSettings;
import dev.forebay.server.config.TailerMode;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the cache sees writes that bypass Forebay: by the binlog, or not before a value's TTL. */
public final class DirectWrites {
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final @Nullable Tailer tailer;
  private final String unseenBecause;

  private DirectWrites(@Nullable Tailer tailer, String unseenBecause) {
    this.tailer = tailer;
    this.unseenBecause = unseenBecause;
  }

  /**
   * Where the changes are.
   *
   * @param address of the database
   * @param database the same, connected
   * @param changedRows names the entries of what was written
   */
  public record Source(
      DatabaseSettings address, Database database, SchemaSource schema, ChangedRows changedRows) {}

  /**
   * Lets the cache follow the binlog, if that can be read. FB503 where it cannot and has to be.
   *
   * @param progress is told in a line where it cannot
   */
  public static DirectWrites follow(
      Cache cache,
      Source source,
      TailerMode mode,
      TailerSettings settings,
      InstantSource clock,
      Consumer<String> progress) {
    if (mode == TailerMode.OFF) {
      return new DirectWrites(null, "cache.tailer is off");
    }
    var obstacle =
        BinlogSupport.of(source.database()).obstacle(source.database(), source.address());
    if (obstacle.isPresent()) {
      return unseen(mode, obstacle.get(), progress);
    }
    CachedTables tables = new CachedTables(source.schema(), source.changedRows());
    Tailer tailer = Tailer.open(source.database(), source.address(), tables, settings, clock);
    cache.follow(new BinlogFeed(tailer, source.changedRows()), clock);
    return new DirectWrites(tailer, "");
  }

  private static DirectWrites unseen(
      TailerMode mode, BinlogSupport.Obstacle obstacle, Consumer<String> progress) {
    if (mode == TailerMode.REQUIRED) {
      throw new ForebayException(
          ErrorCode.BINLOG_UNREADABLE,
          "The database's binlog cannot be read: " + obstacle.reason(),
          obstacle.remedy() + ", or set cache.tailer to auto");
    }
    progress.accept(
        "Changes by direct SQL show when a cached value's ttl ends: the binlog cannot be read: "
            + obstacle);
    return new DirectWrites(null, obstacle.toString());
  }

  /** Waits, for a while at most, until the cache has caught up with the log and is used. */
  public void awaitCaughtUp(Cache cache) {
    long start = System.nanoTime();
    while (cache.available() && cache.behind() && System.nanoTime() - start < CATCH_UP_NANOS) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** How they are seen just now. */
  public DirectWritesHealth health(InstantSource clock) {
    return tailer == null
        ? DirectWritesHealth.unseen(unseenBecause)
        : DirectWritesHealth.of(tailer.status(), clock.instant());
  }
}
