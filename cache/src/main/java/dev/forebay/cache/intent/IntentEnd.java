package dev.forebay.cache.intent;

import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.redis.ScriptCall;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done to one entry after its transaction has ended.
 *
 * @param key the entry, in the epoch that the intent was placed in
 * @param token the intent's
 * @param written what the entry holds from now on, or null for nothing
 */
public record IntentEnd(EntryKey key, String token, @Nullable WrittenValue written) {
  ScriptCall call() {
    return written == null ? Protocol.finish(key, token) : Protocol.finish(key, token, written);
  }
}
