package dev.forebay.cache;

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
 * How readers hold a table's generation. It is the value of the table's entry, which takes leases
 * and intents like any other; the first to find none makes one. No two are ever the same, so what
 * was read under one that has gone is never found again.
 */
final class Generations {
  private static final Logger log = LoggerFactory.getLogger(Generations.class);
  private static final Duration TTL = Duration.ofDays(1);

  private final CacheSettings settings;
  private final Tokens tokens;
  private final Settler settler;

  Generations(CacheSettings settings, Tokens tokens, Settler settler) {
    this.settings = settings;
    this.tokens = tokens;
    this.settler = settler;
  }

  /**
   * Whether the table is still in this generation.
   *
   * @throws RedisUnavailableException where Redis does not tell
   */
  boolean holds(Epochs epochs, String table, byte[] generation) {
    return Arrays.equals(generation, current(epochs, epochs.key(EntryName.table(table))));
  }

  /**
   * The table's generation, asked for after the call began; null where there is none now: many rows
   * are being inserted, another reader makes one, or Redis does not answer.
   */
  byte @Nullable [] held(Epochs epochs, String table) {
    try {
      EntryName name = EntryName.table(table);
      EntryKey key = epochs.key(name);
      byte[] current = current(epochs, key);
      return current != null ? current : make(epochs, name, key);
    } catch (RedisUnavailableException e) {
      log.debug("the generation of {} is not known: {}", table, e.getMessage());
      return null;
    }
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
