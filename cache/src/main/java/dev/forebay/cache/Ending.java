package dev.forebay.cache;

import dev.forebay.redis.ScriptCall;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done to one entry after its transaction has ended.
 *
 * @param name the entry
 * @param placed the bucket, in the epoch that the intent was placed in
 * @param token the intent's
 * @param written what the entry holds from now on, or null for nothing
 * @param lost whether Redis no longer had the intent: a reader may then have stored an old value,
 *     so the entry is dropped
 */
record Ending(
    EntryName name, Bucket placed, String token, @Nullable WrittenValue written, boolean lost) {
  Ending asLost() {
    return new Ending(name, placed, token, written, true);
  }

  /** The script to run on the entry, whose key in the current epoch this is. */
  ScriptCall call(EntryKey key) {
    if (lost || !key.bucket().sameEpoch(placed)) {
      return Protocol.inval(key);
    }
    return written == null
        ? Protocol.finish(key, token)
        : Protocol.finish(key, token, written.value(), written.ttl());
  }
}
