package dev.forebay.cache.intent;

import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.redis.RedisLink;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 4 of a write: FINISH. The writer is answered once Redis has answered, or has missed the
 * deadline: the intents may have been lost (a flush while the transaction stood), and a reader may
 * have stored the old value, which FINISH drops. Where Redis keeps what it is told, nothing depends
 * on it, so after some attempts the intents are left to the {@link Settler}.
 */
public final class Finisher {
  private static final Logger log = LoggerFactory.getLogger(Finisher.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final int ATTEMPTS = 8;

  private final EpochSource source;
  private final Background background;
  private final CacheSettings settings;

  public Finisher(EpochSource source, Background background, CacheSettings settings) {
    this.source = source;
    this.background = background;
    this.settings = settings;
  }

  /** Ends the intents, or where Redis does not answer in time goes on with it in the background. */
  public void finish(List<IntentEnd> endings) {
    List<IntentEnd> left = attempt(endings, RedisLink::await);
    if (!left.isEmpty()) {
      background.run(() -> retry(left));
    }
  }

  private void retry(List<IntentEnd> endings) {
    List<IntentEnd> left = endings;
    long pause = FIRST_PAUSE.toNanos();
    for (int i = 1; i < ATTEMPTS && !left.isEmpty(); i++) {
      LockSupport.parkNanos(pause);
      pause *= 2;
      left = attempt(left, (link, replies) -> link.await(replies, settings.writeTimeout()));
    }
    if (!left.isEmpty()) {
      log.warn("{} intents are left to be settled by a reader", left.size());
    }
  }

  /** Returns what is still to be done: all from the first batch that Redis does not answer. */
  private List<IntentEnd> attempt(List<IntentEnd> endings, BiConsumer<RedisLink, Future<?>> await) {
    Epochs epochs = source.current();
    List<IntentEnd> left = new ArrayList<>();
    boolean answers = epochs != null && epochs.link().answers();
    for (List<IntentEnd> batch : ScriptBatches.of(endings)) {
      answers = answers && epochs != null && send(epochs.link(), batch, await, left);
      if (!answers) {
        left.addAll(batch);
      }
    }
    return left;
  }

  /** False where there is no answer; some may have been carried out: once more does no harm. */
  private static boolean send(
      RedisLink link,
      List<IntentEnd> batch,
      BiConsumer<RedisLink, Future<?>> await,
      List<IntentEnd> refused) {
    try {
      var replies = link.send(batch.stream().map(IntentEnd::call).toList());
      await.accept(link, ScriptBatches.all(replies));
      for (int i = 0; i < batch.size(); i++) {
        if (replies.get(i).resultNow() instanceof ScriptReply.Refused refusal) {
          log.debug("Redis refused a FINISH: {}", refusal.error());
          refused.add(batch.get(i));
        }
      }
      return true;
    } catch (RedisUnavailableException e) {
      log.debug("intents could not be finished: {}", e.getMessage());
      return false;
    }
  }
}
