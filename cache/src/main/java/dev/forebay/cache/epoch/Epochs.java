package dev.forebay.cache.epoch;

import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.EpochReason;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.RedisLink;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs of the buckets as they were learned over one link, and the link. Another link starts
 * from nothing, because its server may have lost what the one before knew.
 */
public final class Epochs {
  private static final Logger log = LoggerFactory.getLogger(Epochs.class);

  private final RedisLink link;
  private final byte[] runId;
  private final @Nullable NearCache near;
  private final CacheStatistics statistics;

  /** Replaced as a whole, so that what was asked for before {@link #forget} does not get in. */
  private volatile AtomicReferenceArray<@Nullable Bucket> buckets = unknown();

  /** The epochs of a link, and what is kept of what is read over it; null where nothing is. */
  public Epochs(RedisLink link, @Nullable NearCache near, CacheStatistics statistics) {
    this.link = link;
    this.near = near;
    this.statistics = statistics;
    this.runId = link.server().runId().getBytes(StandardCharsets.UTF_8);
  }

  public RedisLink link() {
    return link;
  }

  public @Nullable NearCache near() {
    return near;
  }

  /**
   * The entry's key in the current epoch as far as this node knows. The first use of a bucket costs
   * a round trip.
   *
   * @throws dev.forebay.redis.RedisUnavailableException where that fails
   */
  public EntryKey key(EntryName name) {
    return key(name, link::call);
  }

  /** The same for a writer, who has more time than a reader. */
  public EntryKey key(EntryName name, Duration limit) {
    return key(name, call -> link.call(call, limit));
  }

  /**
   * The keys of many, in their order; the buckets that are not known cost one round trip in all.
   */
  public List<EntryKey> keys(List<EntryName> names) {
    List<Integer> unknown =
        names.stream()
            .map(name -> Bucket.numberOf(EntryKey.canonical(name)))
            .filter(number -> buckets.get(number) == null)
            .distinct()
            .toList();
    learn(unknown);
    return names.stream().map(this::key).toList();
  }

  private EntryKey key(EntryName name, Function<ScriptCall, ScriptReply> redis) {
    byte[] canonical = EntryKey.canonical(name);
    int number = Bucket.numberOf(canonical);
    Bucket known = buckets.get(number);
    Bucket bucket = known != null ? known : learn(number, redis);
    return new EntryKey(EntryKey.bytes(number, canonical), bucket);
  }

  /** Whether the bucket is in the epoch that this node takes for the current one. */
  public boolean isCurrent(Bucket bucket) {
    Bucket known = buckets.get(bucket.number());
    return known != null && known.sameEpoch(bucket);
  }

  /** Learns the bucket's epoch again, because Redis refused this one. */
  public void renew(Bucket refused) {
    learn(refused.number(), link::call);
  }

  /** The same for many in one round trip. */
  public void renew(List<Bucket> refused) {
    learn(refused.stream().map(Bucket::number).distinct().toList());
  }

  /** Forgets all epochs, because others have begun. */
  void forget() {
    buckets = unknown();
  }

  /**
   * BUMP: begins a new epoch in every bucket, and tells all nodes. Values of before are then served
   * by nobody who knows it.
   *
   * @throws dev.forebay.redis.RedisUnavailableException where it is unknown whether all is done
   */
  public void bump(EpochReason reason, Duration limit) {
    List<ScriptCall> calls =
        IntStream.range(0, Bucket.COUNT)
            .mapToObj(number -> Protocol.bump(Bucket.epochKeys(number), runId))
            .toList();
    var replies = link.send(calls);
    link.await(ScriptBatches.all(replies), limit);
    replies.forEach(reply -> Protocol.answered(reply.resultNow()));
    statistics.epochsBegun(reason, Bucket.COUNT);
    Protocol.answered(link.call(Protocol.bumped(), limit));
    forget();
  }

  private Bucket learn(int number, Function<ScriptCall, ScriptReply> redis) {
    AtomicReferenceArray<@Nullable Bucket> known = buckets;
    return learned(known, number, redis.apply(epochOf(number)));
  }

  private void learn(List<Integer> numbers) {
    AtomicReferenceArray<@Nullable Bucket> known = buckets;
    var replies = link.send(numbers.stream().map(this::epochOf).toList());
    link.await(ScriptBatches.all(replies));
    for (int i = 0; i < numbers.size(); i++) {
      learned(known, numbers.get(i), replies.get(i).resultNow());
    }
  }

  private ScriptCall epochOf(int number) {
    return Protocol.epoch(Bucket.epochKeys(number), runId);
  }

  private Bucket learned(
      AtomicReferenceArray<@Nullable Bucket> known, int number, ScriptReply reply) {
    ScriptReply.Answered answer = Protocol.answered(reply);
    Bucket bucket = new Bucket(number, answer.bytes(0));
    EpochReason reason = Protocol.epochReason(answer);
    if (reason != null) {
      log.debug("bucket {} begins a new epoch: {}", number, reason);
      statistics.epochsBegun(reason, 1);
    }
    known.set(number, bucket);
    return bucket;
  }

  private static AtomicReferenceArray<@Nullable Bucket> unknown() {
    return new AtomicReferenceArray<>(Bucket.COUNT);
  }
}
