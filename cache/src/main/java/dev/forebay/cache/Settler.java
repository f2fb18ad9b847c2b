package dev.forebay.cache;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends intents whose writer did not: it died, or Redis was away when it wanted to. A reader that
 * meets an intent older than a second brings it here.
 */
final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);
  private static final Duration OLD = Duration.ofSeconds(1);

  /** Each takes a database connection while it waits for a transaction to end. */
  private static final int AT_ONCE = 4;

  private final IntentResolver resolver;
  private final Background background;
  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final Set<EntryName> underWay = ConcurrentHashMap.newKeySet();

  Settler(IntentResolver resolver, Background background) {
    this.resolver = resolver;
    this.background = background;
  }

  /** Settles the old ones of these intents in the background, unless that is being done. */
  void consider(EntryName name, Epochs epochs, EntryKey key, List<LeaseReply.Standing> intents) {
    List<LeaseReply.Standing> old =
        intents.stream().filter(intent -> intent.age().compareTo(OLD) > 0).toList();
    if (!old.isEmpty() && underWay.add(name)) {
      background.run(() -> settleAll(name, epochs, key, old));
    }
  }

  private void settleAll(
      EntryName name, Epochs epochs, EntryKey key, List<LeaseReply.Standing> intents) {
    if (permits.tryAcquire()) {
      try {
        intents.forEach(intent -> settle(epochs, key, intent));
      } catch (RuntimeException e) {
        log.warn("an intent on {} could not be settled and is tried again: {}", name, e.toString());
      } finally {
        permits.release();
      }
    }
    underWay.remove(name);
  }

  private void settle(Epochs epochs, EntryKey key, LeaseReply.Standing intent) {
    resolver.settle(intent.lockHint());
    epochs.link().call(Protocol.finish(key, intent.token()));
  }
}
