package dev.forebay.cache.read;

import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.intent.Settler;
import dev.forebay.cache.protocol.LeaseReply;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.Tokens;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How readers hold a table's generation, or that of its lists. It is the value of an entry of its
 * own, which takes leases and intents like any other; the first to find none makes one. No two are
 * ever the same, so what was read under one that has gone is never found again.
 */
public final class Generations {
  private static final Logger log = LoggerFactory.getLogger(Generations.class);
  public static final Duration TTL = Duration.ofDays(1);

  private final CacheSettings settings;
  private final Tokens tokens;
  private final Settler settler;

  public Generations(CacheSettings settings, Tokens tokens, Settler settler) {
    this.settings = settings;
    this.tokens = tokens;
    this.settler = settler;
  }

  /**
   * Whether the entry still holds this generation.
   *
   * @throws RedisUnavailableException where Redis does not tell
   */
  boolean holds(Epochs epochs, EntryName name, byte[] generation) {
    return Arrays.equals(generation, current(epochs, epochs.key(name)));
  }

  /**
   * The entry's generation, asked for after the call began; null where there is none now: the table
   * is being written to, another reader makes one, or Redis does not answer.
   */
  byte @Nullable [] held(Epochs epochs, EntryName name) {
    try {
      EntryKey key = epochs.key(name);
      byte[] held = heldIn(epochs, name, key);
      // Where the bucket was in another epoch, that is known now.
      return held != null || epochs.isCurrent(key.bucket())
          ? held
          : heldIn(epochs, name, epochs.key(name));
    } catch (RedisUnavailableException e) {
      log.debug("the generation {} is not known: {}", name, e.getMessage());
      return null;
    }
  }

  private byte @Nullable [] heldIn(Epochs epochs, EntryName name, EntryKey key) {
    byte[] current = current(epochs, key);
    return current != null ? current : make(epochs, name, key);
  }

  private static byte @Nullable [] current(Epochs epochs, EntryKey key) {
    return epochs.link().hget(key.bytes(), key.bucket().valueField());
  }

  private byte @Nullable [] make(Epochs epochs, EntryName name, EntryKey key) {
    String token = tokens.next();
    var lease = Protocol.lease(key, token, settings.lease(), null);
    return switch (LeaseReply.of(epochs.link().call(lease))) {
      case LeaseReply.Granted _ -> fill(epochs, key, token);
      case LeaseReply.Value(Stored stored) -> stored.value();
      case LeaseReply.Wait _ -> null;
      case LeaseReply.Pending(List<LeaseReply.Standing> intents) -> {
        settler.consider(name, epochs, key, intents);
        yield null;
      }
      case LeaseReply.ForeignEpoch _ -> {
        epochs.renew(key.bucket());
        yield null;
      }
    };
  }

  private static byte @Nullable [] fill(Epochs epochs, EntryKey key, String token) {
    byte[] generation = token.getBytes(StandardCharsets.US_ASCII);
    var fill = Protocol.fill(key, token, new Stored(generation, null), TTL);
    ScriptReply reply = epochs.link().call(fill);
    return Protocol.says(reply, "STORED") ? generation : null;
  }
}
