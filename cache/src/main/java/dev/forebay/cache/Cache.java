package dev.forebay.cache;

import dev.forebay.cache.changes.Changes;
import dev.forebay.cache.changes.FeedConsumer;
import dev.forebay.cache.changes.ServerChange;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.ListName;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.EpochWatch;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.intent.Background;
import dev.forebay.cache.intent.Finisher;
import dev.forebay.cache.intent.Settler;
import dev.forebay.cache.protocol.Tokens;
import dev.forebay.cache.read.BatchReader;
import dev.forebay.cache.read.Generations;
import dev.forebay.cache.read.ListReader;
import dev.forebay.cache.read.Misses;
import dev.forebay.cache.read.ReadRequest;
import dev.forebay.cache.read.Reader;
import dev.forebay.cache.spi.BatchLoader;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.ChangeFeed;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.cache.spi.Loader;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows and lookups in Redis, in front of a database, that are never stale: a read that starts after
 * a write was acknowledged by any node never returns the older value, whatever dies in between.
 *
 * <h2>The algorithm: intent under row lock</h2>
 *
 * <p>A cache beside a database goes stale in two ways. A reader loads a value, is overtaken by a
 * write, and stores what is old by then; or a writer dies after its COMMIT and before it has told
 * the cache. Both are ruled out by one invariant: <em>a value is in Redis only if no transaction
 * that touches it stands between its intent and its finish.</em>
 *
 * <p><b>Write.</b> A transaction locks its rows, then places an <em>intent</em> on each entry that
 * it touches: each row, and each lookup value that a row has left or come to. INTENT drops the
 * value and the right to store one, so from then on all nodes read the database. If Redis does not
 * take every intent in time, the transaction rolls back: nothing is committed of which the cache
 * does not know. After COMMIT comes FINISH, which removes the intent and may leave the row's new
 * value. It is sent before the answer and not waited for; if it is lost, the entry stays uncached,
 * not wrong. The intent names a row that the transaction has locked: whoever can lock that row
 * knows that the transaction has ended, and may finish for a writer that has died ({@link
 * IntentResolver}; a reader that meets an intent older than a second has it done in the
 * background).
 *
 * <p><b>Overlap.</b> Intents are only ever added, never replaced, and counted. A value is stored by
 * the last one to finish, and only if it was alone all the time: of two writers that overlapped,
 * Redis does not know whose value is the newer one. The entry is <em>dirty</em> then, and left
 * empty.
 *
 * <p><b>Read.</b> A hit is one HGET (left out where hardly any row of the table was there lately:
 * LEASE gives the value, too). On a miss, LEASE gives one reader the right to fill the entry, once:
 * FILL is refused if an intent, an invalidation or another lease came in between, and so if what
 * was read may be old. The others wait a little for it. In one node, readers of one entry share a
 * load; when they may is the subject of {@code Flight}. While intents stand, the database is read
 * and nothing is stored; those reads are shared, too ({@code Bypasses}).
 *
 * <h2>Many rows at once</h2>
 *
 * <p>An intent on each of 100,000 inserted rows would cost more than the rows. What an INSERT makes
 * old is only what says of rows that they are <em>not there</em>: that there is no such row, and
 * each lookup, which says that no other rows have this value. So these name the table's
 * <em>generation</em>, the value of an entry of the table's own, which their reader held before it
 * read the database ({@code Generations}); a hit on one is valid as long as the table's entry holds
 * the same generation, and costs one HGET more. A transaction that inserts many rows places one
 * intent, on the table's entry. From then on nothing that names a generation is valid, and no
 * reader can hold one, until FINISH; the generation after it is another, because no two are ever
 * the same. So it needs no other entries, however many rows there are, and a lost intent is made
 * good as always: FINISH drops the generation that a reader has made meanwhile.
 *
 * <p>That a row is there stays to be said without a generation, and the new rows' entries can say
 * so wrongly in one case: of a row that was deleted past Forebay under the same key, of which the
 * database's log has not told yet. They are dropped by INVAL before COMMIT; until then nobody can
 * read such a row from the database, to store it again.
 *
 * <p>A reader that has joined another's load can trust a FILL that was taken only if the value
 * names no generation: one that was void before the reader came is stored all the same.
 *
 * <h2>Lists</h2>
 *
 * <p>The answer to a whole query becomes old with any write to its tables. So it names generations,
 * too, of all of them: not the one above, which single writes leave, but another of the table's, on
 * which every write places an intent ({@code ListReader}). FINISH leaves a new one, which its own
 * transaction's INVAL leaves there.
 *
 * <h2>When Redis forgets</h2>
 *
 * <p>Entries are in 256 buckets, and each bucket has an <em>epoch</em>, which is a key of its own.
 * The field of an entry that holds its value is named by the epoch, so that a value of another
 * epoch is not found. Every script that gives a right, or stores, names the epoch that its node
 * works in, and is refused if it is another. A flush takes the epoch with it; a restart or a
 * failover shows in the server's run_id, which a node learns with every new connection and which is
 * kept with the epoch. Either way the next to come begins a new epoch, in which nothing of before
 * is served. A connection is never replaced under a reader's hands ({@link
 * dev.forebay.redis.RedisLink}), so an answer comes from the server that its epoch was learned
 * from.
 *
 * <p>A new epoch also begins on purpose (BUMP), where it is unknown what has changed: DDL, a lost
 * position in the database's log. The other nodes learn of it within 200 ms ({@code EpochWatch}).
 * Until then they may serve a value of the epoch before, but not one that a Forebay write has
 * overtaken: an entry's key is the same in all epochs, and an intent drops its values of every
 * epoch.
 *
 * <p>If Redis loses an intent while its transaction stands, a reader may store the value of before
 * in the new epoch. FINISH finds the intent gone and drops the entry, and the writer is answered
 * only then. So a flush breaks no promise, unless Redis cannot be reached just then, too.
 *
 * <h2>Writes that bypass Forebay</h2>
 *
 * <p>One node applies the database's log to the cache ({@link #follow}): INVAL of each row and
 * lookup that a transaction has touched, once it can be read. The log tells of Forebay's own
 * writes, too: FINISH names the transaction whose value it leaves, and INVAL of the same leaves it
 * there (KEPT). So whoever wrote it, nothing in the log is passed over. As long as it is not
 * behind, it sets a MARK that lasts as long as the bound; without it, all nodes read the database.
 *
 * <p>What is not covered yet:
 *
 * <ul>
 *   <li>Redis loses an intent while its transaction stands, and the writer's FINISH does not reach
 *       it (it dies, or Redis is away for longer than FINISH is tried): the value of before may
 *       stay until its TTL.
 *   <li>A Redis failover that leaves two primaries: a node that sees only the old one goes on with
 *       it. Where the old one becomes a replica, that takes a second to be noticed.
 * </ul>
 *
 * <h2>Sources</h2>
 *
 * <p>{@code docs/adr/0003-cache-protocol.md}; the scripts beside this class. Leases: Nishtala et
 * al., <a
 * href="https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala">Scaling
 * Memcache at Facebook</a>, NSDI '13. Intents are kin to the quarantine leases of Ghandeharizadeh,
 * Yap and Nguyen, Strong Consistency in Cache Augmented SQL Systems (the IQ framework), Middleware
 * '14.
 */
public final class Cache implements AutoCloseable {
  private final EpochSource source;
  private final CacheSettings settings;
  private final Tokens tokens = new Tokens();
  private final Background background = new Background();
  private final CacheStatistics statistics;
  private final EpochWatch watch;
  private final Settler settler;
  private final Reader reader;
  private final BatchReader batchReader;
  private final ListReader listReader;
  private final Finisher finisher;
  private final ServerChange serverChange;
  private @Nullable FeedConsumer tailer;

  private Cache(
      Redis redis, CacheSettings settings, IntentResolver resolver, CacheStatistics statistics) {
    this.statistics = statistics;
    this.source = new EpochSource(redis, settings, statistics);
    this.settings = settings;
    this.watch = new EpochWatch(source);
    this.settler = new Settler(resolver, background, statistics);
    Generations generations = new Generations(settings, tokens, settler);
    this.batchReader =
        new BatchReader(source, watch, settings, tokens, settler, generations, statistics);
    this.listReader = new ListReader(source, watch, generations, statistics);
    this.reader =
        new Reader(
            source,
            watch,
            settings.near(),
            new Misses(settings, tokens, background, settler, generations, statistics),
            generations,
            statistics);
    this.finisher = new Finisher(source, background, settings);
    this.serverChange = new ServerChange(source, background, settings);
  }

  /**
   * A cache over this Redis, which the caller closes after the cache.
   *
   * @param meters where it is measured
   * @throws dev.forebay.base.ForebayException {@code CACHE_MISCONFIGURED} where Redis may evict any
   *     key
   */
  public static Cache open(
      Redis redis, CacheSettings settings, IntentResolver resolver, MeterRegistry meters) {
    Cache cache = new Cache(redis, settings, resolver, new CacheStatistics(meters));
    cache.watch.start();
    return cache;
  }

  /**
   * Follows the database's changes from now on, so that writes that bypass Forebay show within the
   * feed's lag. Values are served only while the feed, as read by any node, is within the settings'
   * bound. To be called once at most; the feed is closed with the cache.
   *
   * @param clock the clock that {@link ChangeEvent.Reached} is told by
   */
  public synchronized void follow(ChangeFeed feed, InstantSource clock) {
    if (tailer != null) {
      throw new IllegalStateException("the cache follows a feed already");
    }
    watch.needMark();
    tailer =
        new FeedConsumer(feed, new Changes(source, settler, tokens, settings, clock, statistics));
    tailer.start();
  }

  /** Whether this node follows the database's changes, which are told of its own writes, too. */
  public boolean follows() {
    return watch.needsMark();
  }

  /**
   * The entry's value, from Redis or from the database. What the loader throws passes through.
   *
   * @param ttl how long the value may be kept once it is read from the database; a tenth of it is
   *     taken off at random
   * @param loader reads the primary; not called on a hit, and twice where there is no row
   */
  public CacheRead read(EntryName name, Duration ttl, Loader loader) {
    return reader.read(new ReadRequest(name, ttl, loader));
  }

  /**
   * The entries' values, from Redis, and all that it has not in one read of the database. What the
   * loader throws passes through.
   *
   * @param names one or more entries of one table
   * @param ttl the same as of {@link #read}
   * @param loader reads the primary; called at most once, and not at all where all are hits
   * @return a read for each name
   */
  public Map<EntryName, CacheRead> readAll(Set<EntryName> names, Duration ttl, BatchLoader loader) {
    return batchReader.read(names, ttl, loader);
  }

  /**
   * The answer to a whole query, from Redis or from the database. What the loader throws passes
   * through. Whoever writes to one of its tables must place an intent on {@link EntryName#lists}.
   *
   * @param ttl the same as of {@link #read}
   * @param loader reads all of it from the primary, and nothing of it from a cache; gives no null
   * @return a read that has a value; of more than 1 MiB, which is not kept, always a bypass
   */
  public CacheRead readList(ListName name, Duration ttl, Loader loader) {
    return listReader.read(name, ttl, loader);
  }

  /** The intents of a write transaction that begins now. No I/O. */
  public WriteIntents begin() {
    return new WriteIntents(source, finisher, settings, statistics, tokens.next());
  }

  /**
   * Has all that is cached dropped for all nodes, as soon as Redis takes that, because the database
   * is another server; returns at once. What this node has read before is then no longer stored.
   *
   * @param why for the log
   */
  public void drop(String why) {
    serverChange.happened(why);
  }

  /** Whether Redis answers, as {@code /health} tells it. */
  public boolean available() {
    Epochs epochs = source.current();
    return epochs != null && epochs.link().answers();
  }

  /** Whether reads leave the cache out, because it may be behind the database's log. */
  public boolean behind() {
    return watch.behind();
  }

  /** Waits a bounded time for what runs in the background. */
  @Override
  public synchronized void close() {
    if (tailer != null) {
      tailer.close();
    }
    watch.close();
    background.close();
  }
}
