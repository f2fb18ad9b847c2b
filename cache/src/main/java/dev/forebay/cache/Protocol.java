package dev.forebay.cache;

import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.Script;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The scripts, each with its arguments. What they do stands in the Lua files, which are resources
 * beside this class.
 */
final class Protocol {
  private static final byte[] NO_VALUE = {};
  private static final byte[] NO_TRANSACTION = {};

  /** What stands for a row that is not there; no JSON text is like it. */
  private static final byte[] NOT_FOUND = bytes("-");

  private static final Script EPOCH = Script.resource(Protocol.class, "epoch.lua");
  private static final Script LEASE = Script.resource(Protocol.class, "lease.lua");
  private static final Script FILL = Script.resource(Protocol.class, "fill.lua");
  private static final Script INTENT = Script.resource(Protocol.class, "intent.lua");
  private static final Script FINISH = Script.resource(Protocol.class, "finish.lua");
  private static final Script INVAL = Script.resource(Protocol.class, "inval.lua");
  private static final Script LOOK = Script.resource(Protocol.class, "look.lua");
  private static final Script STATE = Script.resource(Protocol.class, "state.lua");
  private static final Script MARK = Script.resource(Protocol.class, "mark.lua");
  private static final Script BUMPED = Script.resource(Protocol.class, "bumped.lua");

  /** The key of what concerns all buckets. */
  private static final List<byte[]> ALL = List.of(bytes("forebay"));

  private Protocol() {}

  static ScriptCall epoch(List<byte[]> keys, byte[] runId) {
    return new ScriptCall(EPOCH, keys, List.of(runId, bytes("0")));
  }

  static ScriptCall bump(List<byte[]> keys, byte[] runId) {
    return new ScriptCall(EPOCH, keys, List.of(runId, bytes("1")));
  }

  static ScriptCall bumped() {
    return new ScriptCall(BUMPED, ALL, List.of());
  }

  static ScriptCall state() {
    return new ScriptCall(STATE, ALL, List.of());
  }

  static ScriptCall mark(Duration holds) {
    return new ScriptCall(MARK, ALL, List.of(millis(holds)));
  }

  static ScriptCall lease(EntryKey key, String token, Duration lease) {
    return call(LEASE, key, bytes(token), millis(lease));
  }

  static ScriptCall fill(EntryKey key, String token, byte @Nullable [] value, Duration ttl) {
    return call(FILL, key, bytes(token), stored(value), millis(jittered(ttl)));
  }

  static ScriptCall intent(EntryKey key, String token, String lockHint) {
    return call(INTENT, key, bytes(token), bytes(lockHint));
  }

  /** Ends an intent, and leaves the entry empty. */
  static ScriptCall finish(EntryKey key, String token) {
    return call(FINISH, key, bytes(token), NO_VALUE, bytes("0"), NO_TRANSACTION);
  }

  /** Ends an intent, and leaves this value. */
  static ScriptCall finish(EntryKey key, String token, WrittenValue written) {
    return call(
        FINISH,
        key,
        bytes(token),
        stored(written.value()),
        millis(jittered(written.ttl())),
        spelling(written.transaction()));
  }

  /** Of what this transaction has changed, or one that is not known. */
  static ScriptCall inval(byte[] key, @Nullable TransactionId transaction) {
    return new ScriptCall(INVAL, List.of(key), List.of(spelling(transaction)));
  }

  static ScriptCall look(List<byte[]> keys) {
    return new ScriptCall(LOOK, keys, List.of());
  }

  /** The value as a reader sees it: null where Redis holds that there is no such row. */
  static byte @Nullable [] value(byte[] stored) {
    return stored.length == 1 && stored[0] == NOT_FOUND[0] ? null : stored;
  }

  /** What a reader found, or null where there is nothing. */
  static CacheRead.@Nullable Hit hit(byte @Nullable [] stored) {
    return stored == null ? null : new CacheRead.Hit(value(stored));
  }

  /** Whether a script was refused because the bucket is in another epoch. */
  static boolean isForeignEpoch(ScriptReply reply) {
    return reply instanceof ScriptReply.Refused refusal && refusal.is("FBEPOCH");
  }

  /** Whether a script answered with this word. */
  static boolean says(ScriptReply reply, String word) {
    return reply instanceof ScriptReply.Answered answer && word(answer).equals(word);
  }

  /** The first value of an answer. */
  static String word(ScriptReply.Answered answer) {
    return new String(answer.bytes(0), StandardCharsets.US_ASCII);
  }

  /** The answer of a script that nothing should refuse. */
  static ScriptReply.Answered answered(ScriptReply reply) {
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

  private static byte[] stored(byte @Nullable [] value) {
    return value == null ? NOT_FOUND : value;
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
