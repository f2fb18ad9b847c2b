package dev.forebay.cache;

import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endings that were sent in one flush, and what Redis answers to them.
 *
 * @param epochs those that the keys are of
 * @param endings what was sent
 * @param replies the answers in the same order; none where nothing could be sent
 */
record FinishBatch(
    Epochs epochs, List<Ending> endings, List<CompletableFuture<ScriptReply>> replies) {
  private static final Logger log = LoggerFactory.getLogger(FinishBatch.class);

  static FinishBatch send(Epochs epochs, List<Ending> endings) {
    try {
      var calls = endings.stream().map(ending -> ending.call(epochs.key(ending.name()))).toList();
      return new FinishBatch(epochs, endings, epochs.link().send(calls));
    } catch (RedisUnavailableException e) {
      log.debug("intents cannot be finished now: {}", e.getMessage());
      return new FinishBatch(epochs, endings, List.of());
    }
  }

  /** Waits for the answers; returns what is still to be done. */
  List<Ending> left() {
    if (replies.isEmpty()) {
      return endings;
    }
    try {
      epochs.link().await(Batch.all(replies));
      List<Ending> left = new ArrayList<>();
      for (int i = 0; i < endings.size(); i++) {
        add(left, endings.get(i), replies.get(i).resultNow());
      }
      return left;
    } catch (RedisUnavailableException e) {
      // Some may have been carried out; once more does no harm.
      log.debug("intents could not be finished: {}", e.getMessage());
      return endings;
    }
  }

  private void add(List<Ending> left, Ending ending, ScriptReply reply) {
    if (Protocol.isForeignEpoch(reply)) {
      epochs.renew(ending.placed());
      left.add(ending.asLost());
    } else if (Protocol.says(reply, "UNKNOWN")) {
      left.add(ending.asLost());
    } else if (reply instanceof ScriptReply.Refused refusal) {
      log.debug("Redis refused a FINISH: {}", refusal.error());
      left.add(ending);
    }
  }
}
