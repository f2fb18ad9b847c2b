package dev.forebay.cache.intent;

import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.protocol.LeaseReply;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.spi.ChangeEvent.RowsChanged;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.cache.statistics.CacheStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for transactions to end, and ends intents whose writer did not: it died, or Redis was away
 * when it wanted to. A reader that meets an intent older than a second brings it here.
 */
public final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);
  private static final Duration OLD = Duration.ofSeconds(1);

  /** Each takes a database connection while it waits for a transaction to end. */
  private static final int AT_ONCE = 4;

  private final IntentResolver resolver;
  private final Background background;
  private final CacheStatistics statistics;
  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final Semaphore questions = new Semaphore(AT_ONCE);
  private final Set<EntryName> underWay = ConcurrentHashMap.newKeySet();

  /** What nobody has begun to settle, by the row that is to be waited for. */
  private final ConcurrentMap<String, List<Unsettled>> unsettled = new ConcurrentHashMap<>();

  public Settler(IntentResolver resolver, Background background, CacheStatistics statistics) {
    this.resolver = resolver;
    this.background = background;
    this.statistics = statistics;
  }

  /** Settles the old ones of these intents in the background, unless that is being done. */
  public void consider(
      EntryName name, Epochs epochs, EntryKey key, List<LeaseReply.Standing> intents) {
    Map<String, List<Unsettled>> old = new HashMap<>();
    for (LeaseReply.Standing intent : intents) {
      if (intent.age().compareTo(OLD) > 0) {
        old.computeIfAbsent(intent.lockHint(), hint -> new ArrayList<>())
            .add(new Unsettled(epochs, List.of(key), intent.token()));
      }
    }
    if (!old.isEmpty() && underWay.add(name)) {
      background.run(
          () -> {
            old.forEach(this::trySettling);
            underWay.remove(name);
          });
    }
  }

  private void trySettling(String lockHint, List<Unsettled> intents) {
    if (permits.tryAcquire()) {
      try {
        settle(lockHint, intents);
      } finally {
        release();
      }
    }
  }

  /**
   * Settles one intent on some entries in the background. Those of one row that come while nobody
   * is free are settled together: it can be locked for long, and many changes of it be told
   * meanwhile.
   */
  public void settleSoon(Epochs epochs, List<EntryKey> keys, String token, String lockHint) {
    Unsettled intent = new Unsettled(epochs, keys, token);
    unsettled.compute(
        lockHint,
        (hint, waiting) -> {
          List<Unsettled> all = waiting == null ? new ArrayList<>() : waiting;
          all.add(intent);
          return all;
        });
    work();
  }

  /** However many rows there are, so many threads wait for them. */
  private void work() {
    if (permits.tryAcquire()) {
      background.run(
          () -> {
            try {
              settleAll();
            } finally {
              release();
            }
          });
    }
  }

  private void settleAll() {
    for (String lockHint : unsettled.keySet()) {
      List<Unsettled> waiting = unsettled.remove(lockHint);
      if (waiting != null) {
        settle(lockHint, waiting);
      }
    }
  }

  /** What came while nobody was free is not left behind. */
  private void release() {
    permits.release();
    if (!unsettled.isEmpty()) {
      work();
    }
  }

  /**
   * These changes by whether they can be read: whoever begins a read from now on sees them. The
   * others are of a transaction that has not ended, or their row is locked by another. A row that
   * several have changed is asked for once.
   *
   * @throws dev.forebay.base.ForebayException where the database does not say
   */
  public Map<Boolean, List<RowsChanged>> byReadable(List<RowsChanged> changes) {
    Map<String, Future<Boolean>> asked = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (RowsChanged change : changes) {
        asked.computeIfAbsent(change.lockHint(), hint -> threads.submit(() -> hasEnded(hint)));
      }
    }
    return changes.stream()
        .collect(Collectors.partitioningBy(change -> result(asked, change.lockHint())));
  }

  private boolean hasEnded(String lockHint) {
    questions.acquireUninterruptibly();
    try {
      return resolver.hasEnded(lockHint);
    } finally {
      questions.release();
    }
  }

  private static boolean result(Map<String, Future<Boolean>> asked, String lockHint) {
    Future<Boolean> answer = Objects.requireNonNull(asked.get(lockHint));
    if (answer.state() == Future.State.FAILED
        && answer.exceptionNow() instanceof RuntimeException e) {
      throw e;
    }
    return answer.resultNow();
  }

  /** One locking read, which began after all of these were placed. */
  private void settle(String lockHint, List<Unsettled> intents) {
    try {
      resolver.settle(lockHint);
      statistics.resolved();
      intents.forEach(Unsettled::finish);
    } catch (RuntimeException e) {
      log.warn("an intent could not be settled and is tried again: {}", e.toString());
    }
  }

  /** An intent whose transaction may not have ended. */
  private record Unsettled(Epochs epochs, List<EntryKey> keys, String token) {
    void finish() {
      var _ = epochs.link().send(keys.stream().map(key -> Protocol.finish(key, token)).toList());
    }
  }
}
