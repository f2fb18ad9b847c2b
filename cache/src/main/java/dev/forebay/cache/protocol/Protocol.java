package dev.forebay.cache.protocol;

import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.EpochReason;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.Script;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The scripts, each with its arguments. What they do stands in the Lua files, which are resources
 * beside this class.
 */
public final class Protocol {
  private static final byte[] NO_VALUE = {};
  private static final byte[] NO_TRANSACTION = {};

  private static final Script EPOCH = Script.resource(Protocol.class, "epoch.lua");
  private static final Script LEASE = Script.resource(Protocol.class, "lease.lua");
  private static final Script FILL = Script.resource(Protocol.class, "fill.lua");
  private static final Script INTENT = Script.resource(Protocol.class, "intent.lua");
  private static final Script FINISH = Script.resource(Protocol.class, "finish.lua");
  private static final Script INVAL = Script.resource(Protocol.class, "inval.lua");
  private static final Script LOOK = Script.resource(Protocol.class, "look.lua");
  private static final Script KEEP = Script.resource(Protocol.class, "keep.lua");
  private static final Script STATE = Script.resource(Protocol.class, "state.lua");
  private static final Script MARK = Script.resource(Protocol.class, "mark.lua");
  private static final Script BUMPED = Script.resource(Protocol.class, "bumped.lua");

  /** The key of what concerns all buckets. */
  private static final List<byte[]> ALL = List.of(bytes("forebay"));

  private Protocol() {}

  public static ScriptCall epoch(List<byte[]> keys, byte[] runId) {
    return new ScriptCall(EPOCH, keys, List.of(runId, bytes("0")));
  }

  public static ScriptCall bump(List<byte[]> keys, byte[] runId) {
    return new ScriptCall(EPOCH, keys, List.of(runId, bytes("1")));
  }

  /** Why EPOCH has begun a new one that nobody asked for; null where it has not. */
  public static @Nullable EpochReason epochReason(ScriptReply.Answered epoch) {
    return switch ((int) epoch.number(1)) {
      case 2 -> EpochReason.EMPTY;
      case 3 -> EpochReason.PROCESS;
      default -> null;
    };
  }

  public static ScriptCall bumped() {
    return new ScriptCall(BUMPED, ALL, List.of());
  }

  public static ScriptCall state() {
    return new ScriptCall(STATE, ALL, List.of());
  }

  public static ScriptCall mark(Duration holds) {
    return new ScriptCall(MARK, ALL, List.of(millis(holds)));
  }

  /** Asks for the right to fill the entry, which may hold a value of a generation that has gone. */
  public static ScriptCall lease(
      EntryKey key, String token, Duration lease, byte @Nullable [] gone) {
    byte[] voided = gone == null ? NO_VALUE : Stored.header(gone);
    return call(LEASE, key, bytes(token), millis(lease), voided);
  }

  public static ScriptCall fill(EntryKey key, String token, Stored value, Duration ttl) {
    return call(FILL, key, bytes(token), value.field(), millis(jittered(ttl)));
  }

  public static ScriptCall intent(EntryKey key, String token, String lockHint) {
    return call(INTENT, key, bytes(token), bytes(lockHint));
  }

  /** Ends an intent, and leaves the entry empty. */
  public static ScriptCall finish(EntryKey key, String token) {
    return call(FINISH, key, bytes(token), NO_VALUE, bytes("0"), NO_TRANSACTION);
  }

  /** Ends an intent, and leaves this value. */
  public static ScriptCall finish(EntryKey key, String token, WrittenValue written) {
    return call(
        FINISH,
        key,
        bytes(token),
        new Stored(written.value(), null).field(),
        millis(jittered(written.ttl())),
        spelling(written.transaction()));
  }

  /** Of what this transaction has changed, or one that is not known. */
  public static ScriptCall inval(byte[] key, @Nullable TransactionId transaction) {
    return inval(List.of(key), transaction);
  }

  /** The same of entries in one bucket; there is a word of the answer for each. */
  public static ScriptCall inval(List<byte[]> keys, @Nullable TransactionId transaction) {
    return new ScriptCall(INVAL, keys, List.of(spelling(transaction)));
  }

  /** Stores a list, under the generations that its value names. */
  public static ScriptCall keep(byte[] key, byte[] list, Duration ttl) {
    return new ScriptCall(KEEP, List.of(key), List.of(list, millis(jittered(ttl))));
  }

  public static ScriptCall look(List<byte[]> keys) {
    return new ScriptCall(LOOK, keys, List.of());
  }

  /** INVAL of any number of entries, in few scripts. */
  public static List<ScriptCall> inval(Collection<EntryName> names) {
    Map<Integer, List<byte[]>> buckets = new HashMap<>();
    for (EntryName name : names) {
      byte[] canonical = EntryKey.canonical(name);
      int bucket = Bucket.numberOf(canonical);
      buckets
          .computeIfAbsent(bucket, number -> new ArrayList<>())
          .add(EntryKey.bytes(bucket, canonical));
    }
    return buckets.values().stream()
        .flatMap(keys -> ScriptBatches.of(keys).stream())
        .map(keys -> inval(keys, null))
        .toList();
  }

  /** Whether a script was refused because the bucket is in another epoch. */
  public static boolean isForeignEpoch(ScriptReply reply) {
    return reply instanceof ScriptReply.Refused refusal && refusal.is("FBEPOCH");
  }

  /** Whether a script answered with this word. */
  public static boolean says(ScriptReply reply, String word) {
    return reply instanceof ScriptReply.Answered answer && word(answer).equals(word);
  }

  /** The first value of an answer. */
  public static String word(ScriptReply.Answered answer) {
    return word(answer, 0);
  }

  /** The value of an answer at an index. */
  public static String word(ScriptReply.Answered answer, int index) {
    return new String(answer.bytes(index), StandardCharsets.US_ASCII);
  }

  /** The answer of a script that nothing should refuse. */
  public static ScriptReply.Answered answered(ScriptReply reply) {
    return switch (reply) {
      case ScriptReply.Answered answer -> answer;
      case ScriptReply.Refused refusal ->
          throw new RedisUnavailableException("Redis refused a script: " + refusal.error());
    };
  }

  private static ScriptCall call(Script script, EntryKey key, byte[]... arguments) {
    List<byte[]> all = new ArrayList<>(arguments.length + 1);
    all.add(key.bucket().epoch());
    all.addAll(List.of(arguments));
    return new ScriptCall(script, key.scriptKeys(), all);
  }

  private static byte[] spelling(@Nullable TransactionId transaction) {
    return transaction == null ? NO_TRANSACTION : bytes(transaction.text());
  }

  /** Up to a tenth shorter, so that what was stored together does not expire together. */
  private static Duration jittered(Duration ttl) {
    long millis = ttl.toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 10 + 1));
  }

  private static byte[] millis(Duration duration) {
    return bytes(Long.toString(Math.max(1, duration.toMillis())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
