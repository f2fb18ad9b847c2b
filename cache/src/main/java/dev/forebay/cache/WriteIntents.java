package dev.forebay.cache;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.epoch.NearCache;
import dev.forebay.cache.intent.Finisher;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.intent.IntentEnd;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.read.Generations;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.ChangeFeed;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.RedisLink;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final EpochSource source;
  private final Finisher finisher;
  private final CacheSettings settings;
  private final CacheStatistics statistics;
  private final String token;
  private final Map<EntryName, Intent> announced = new LinkedHashMap<>();
  private final Map<EntryName, EntryKey> placed = new LinkedHashMap<>();
  private List<EntryName> invalidated = List.of();
  private List<CompletableFuture<ScriptReply>> replies = List.of();
  private @Nullable RedisLink over;
  private boolean ended;

  WriteIntents(
      EpochSource source,
      Finisher finisher,
      CacheSettings settings,
      CacheStatistics statistics,
      String token) {
    this.source = source;
    this.finisher = finisher;
    this.settings = settings;
    this.statistics = statistics;
    this.token = token;
  }

  /**
   * Places the intents in one round trip (for each 256). To be called inside the transaction once
   * the rows are locked, as often as more entries become known.
   *
   * @throws ForebayException {@code CACHE_UNAVAILABLE} where Redis did not take all of them in
   *     time: the transaction must roll back
   */
  public void place(Collection<Intent> intents) {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
    List<Intent> fresh =
        intents.stream().filter(i -> announced.putIfAbsent(i.name(), i) == null).toList();
    orRefused(() -> place(fresh));
  }

  /**
   * INVAL of rows that were inserted under an intent on their table, and not one each: what is kept
   * of rows that had their keys before. Does not wait for Redis but for the entries of the call
   * before; {@link #awaitInvalidated} waits for the last, and must be called before COMMIT.
   *
   * @throws ForebayException {@code CACHE_UNAVAILABLE} where Redis did not take those of the call
   *     before in time: the transaction must roll back
   */
  public void invalidate(Collection<EntryName> inserted) {
    awaitInvalidated();
    if (inserted.isEmpty()) {
      return;
    }
    orRefused(
        () -> {
          Epochs now = current();
          replies = now.link().send(Protocol.inval(inserted));
          invalidated = List.copyOf(inserted);
          over = now.link();
        });
  }

  /**
   * Waits until Redis has taken what was to be invalidated.
   *
   * @throws ForebayException {@code CACHE_UNAVAILABLE} where it has not in time
   */
  public void awaitInvalidated() {
    RedisLink link = over;
    if (link != null) {
      orRefused(
          () -> {
            link.await(ScriptBatches.all(replies), settings.writeTimeout());
            replies.forEach(reply -> Protocol.answered(reply.resultNow()));
          });
      over = null;
      dropNear(invalidated.stream().map(EntryKey::bytes));
    }
  }

  private static void orRefused(Runnable step) {
    try {
      step.run();
    } catch (RedisUnavailableException e) {
      throw new ForebayException(
          ErrorCode.CACHE_UNAVAILABLE,
          "The cache did not take the write in time, so nothing was written.",
          null,
          "Try again.",
          e);
    }
  }

  /**
   * Ends the intents after COMMIT. Entries with a value here hold it from then on, and the lists of
   * tables are in a new generation; the others that were placed are dropped. Values of entries that
   * were not placed are left aside. Waits for Redis as long as its deadline is, and never throws
   * for its sake.
   *
   * @param transaction the one that has ended, where its name is known: the generations that it has
   *     left stay when the {@link ChangeFeed} tells of it
   */
  public void finish(Map<EntryName, WrittenValue> written, @Nullable TransactionId transaction) {
    finish(
        name ->
            name.kind() == EntryName.Kind.LISTS
                ? new WrittenValue(generation(), Generations.TTL, transaction)
                : limited(written.get(name)));
  }

  /** The same where the transaction's name is not known. */
  public void finish(Map<EntryName, WrittenValue> written) {
    finish(written, null);
  }

  /** Ends the intents after ROLLBACK: all entries are dropped. */
  public void abandon() {
    finish(name -> null);
  }

  private void finish(Function<EntryName, @Nullable WrittenValue> left) {
    if (!ended && !placed.isEmpty()) {
      List<IntentEnd> endings = new ArrayList<>(placed.size());
      placed.forEach((name, key) -> endings.add(new IntentEnd(key, token, left.apply(name))));
      finisher.finish(endings);
      dropNear(placed.values().stream().map(EntryKey::bytes));
    }
    end();
  }

  /** One that nobody has held before. Whoever holds it reads what was committed. */
  private byte[] generation() {
    return token.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Leaves the intents where they are, because it is unknown whether the transaction committed: its
   * entries are read from the database until the {@link IntentResolver} has settled them.
   */
  public void unknown() {
    end();
  }

  /** The same as {@link #unknown()}, unless the transaction's outcome was told before. */
  @Override
  public void close() {
    unknown();
  }

  /** Before the writer is answered: its node does not serve what it has overwritten. */
  private void dropNear(Stream<byte[]> keys) {
    Epochs now = source.current();
    NearCache near = now == null ? null : now.near();
    if (near != null) {
      keys.forEach(near::drop);
    }
  }

  private void end() {
    if (!ended) {
      statistics.intentsEnded(placed.size());
      ended = true;
    }
  }

  private void place(List<Intent> fresh) {
    Epochs now = current();
    boolean kept = placed.values().stream().map(EntryKey::bucket).allMatch(now::isCurrent);
    // What Redis has lost is placed again, and stands from then on as if it always had: placing it
    // drops what readers have stored meanwhile, and none of them has seen this write.
    List<Intent> all = List.copyOf(announced.values());
    if (!send(now, kept ? fresh : all) && !send(now, all)) {
      throw new RedisUnavailableException("the epoch changed twice");
    }
  }

  private Epochs current() {
    Epochs now = source.current();
    if (now == null) {
      throw new RedisUnavailableException("Redis is away");
    }
    return now;
  }

  /** False where a bucket is in another epoch, which is then known. */
  private boolean send(Epochs now, List<Intent> intents) {
    boolean sameEpochs = true;
    for (List<Intent> batch : ScriptBatches.of(intents)) {
      var calls = batch.stream().map(intent -> call(now, intent)).toList();
      var replies = now.link().send(calls);
      now.link().await(ScriptBatches.all(replies), settings.writeTimeout());
      for (int i = 0; i < batch.size(); i++) {
        sameEpochs &= taken(now, batch.get(i), replies.get(i).resultNow());
      }
    }
    return sameEpochs;
  }

  private ScriptCall call(Epochs now, Intent intent) {
    EntryKey key = now.key(intent.name(), settings.writeTimeout());
    if (placed.put(intent.name(), key) == null) {
      statistics.intentsPlaced(1);
    }
    return Protocol.intent(key, token, intent.lockHint());
  }

  private boolean taken(Epochs now, Intent intent, ScriptReply reply) {
    if (Protocol.isForeignEpoch(reply)) {
      now.renew(now.key(intent.name()).bucket());
      return false;
    }
    Protocol.answered(reply);
    return true;
  }

  private @Nullable WrittenValue limited(@Nullable WrittenValue written) {
    return written == null
        ? null
        : new WrittenValue(
            written.value(), settings.ttlOf(written.value(), written.ttl()), written.transaction());
  }
}
