package dev.forebay.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 4 of a write: FINISH, which the answer does not wait for. Correctness never depends on it,
 * so after some attempts the intents are left to the {@link Settler}.
 */
final class Finisher {
  private static final Logger log = LoggerFactory.getLogger(Finisher.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final int ATTEMPTS = 8;

  private final EpochSource source;
  private final Background background;

  Finisher(EpochSource source, Background background) {
    this.source = source;
    this.background = background;
  }

  /**
   * Sends what is to be sent, and sees to the answers in the background.
   *
   * @param placedIn the epochs that the intents were placed in
   */
  void finish(Epochs placedIn, List<Ending> endings) {
    if (source.current() != placedIn) {
      // Redis may have restarted and lost the intents, so not even the first attempt can wait.
      List<Ending> left = attempt(endings);
      background.run(() -> retry(left));
    } else if (endings.size() <= Batch.LIMIT) {
      // Sent before the answer: what this node reads after it, it reads after the FINISH.
      FinishBatch sent = FinishBatch.send(placedIn, endings);
      background.run(() -> retry(sent.left()));
    } else {
      background.run(() -> retry(endings));
    }
  }

  private void retry(List<Ending> endings) {
    List<Ending> left = endings;
    long pause = FIRST_PAUSE.toNanos();
    for (int i = 0; i < ATTEMPTS && !left.isEmpty(); i++) {
      left = attempt(left);
      if (!left.isEmpty()) {
        LockSupport.parkNanos(pause);
        pause *= 2;
      }
    }
    if (!left.isEmpty()) {
      log.warn("{} intents are left to be settled by a reader", left.size());
    }
  }

  private List<Ending> attempt(List<Ending> endings) {
    Epochs epochs = source.current();
    if (epochs == null) {
      return endings;
    }
    List<Ending> left = new ArrayList<>();
    for (List<Ending> batch : Batch.of(endings)) {
      left.addAll(FinishBatch.send(epochs, batch).left());
    }
    return left;
  }
}
