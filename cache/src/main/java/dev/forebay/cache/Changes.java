package dev.forebay.cache;

import dev.forebay.cache.ChangeEvent.PositionLost;
import dev.forebay.cache.ChangeEvent.Reached;
import dev.forebay.cache.ChangeEvent.RowsChanged;
import dev.forebay.cache.ChangeEvent.TableChanged;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about changes of the database. Only ever takes values away, so that a change may be
 * applied twice, late, or beside Forebay's own writes.
 */
final class Changes {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  private final EpochSource source;
  private final Settler settler;
  private final Tokens tokens;
  private final CacheSettings settings;
  private final InstantSource clock;
  private final CacheStatistics statistics;

  /** A position was lost, and what committed before the new one may not be readable yet. */
  private boolean unsure;

  Changes(
      EpochSource source,
      Settler settler,
      Tokens tokens,
      CacheSettings settings,
      InstantSource clock,
      CacheStatistics statistics) {
    this.source = source;
    this.settler = settler;
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
    this.statistics = statistics;
  }

  /**
   * Applies events. May be called again with the same ones.
   *
   * <p>Where the position was lost, twice: at once, and when the log is known to have been readable
   * up to a later instant. A transaction can be in the log, before the new position, and not yet be
   * readable: what a reader stores of before it, after the first BUMP, goes with the second.
   *
   * @return whether all is done, so that the feed may go on from here after a crash
   * @throws RedisUnavailableException where Redis has not taken all
   * @throws dev.forebay.base.ForebayException where the database does not tell what has ended
   */
  boolean apply(List<ChangeEvent> events) {
    Epochs epochs = source.current();
    if (epochs == null) {
      throw new RedisUnavailableException("Redis is away");
    }
    invalidate(epochs, only(events, RowsChanged.class));
    bump(epochs, only(events, TableChanged.class), TableChanged::what);
    Optional<Instant> reached =
        only(events, Reached.class).stream().map(Reached::instant).max(Instant::compareTo);
    if (unsure && reached.isPresent()) {
      epochs.bump(settings.writeTimeout());
      unsure = false;
    }
    List<PositionLost> lost = only(events, PositionLost.class);
    bump(epochs, lost, PositionLost::reason);
    unsure |= !lost.isEmpty();
    if (!unsure && reached.isPresent()) {
      mark(epochs, reached.get());
    }
    return !unsure;
  }

  private <E> void bump(Epochs epochs, List<E> events, Function<E, String> reason) {
    if (!events.isEmpty()) {
      log.info("all that is cached is dropped: {}", reason.apply(events.getFirst()));
      epochs.bump(settings.writeTimeout());
    }
  }

  /**
   * INVAL, of each row and lookup, once the change can be read. A change comes here when it is in
   * the log, which is before it can be read: a reader could store the old value behind the INVAL.
   */
  private void invalidate(Epochs epochs, List<RowsChanged> changes) {
    Map<Boolean, List<RowsChanged>> byReadable = settler.byReadable(changes);
    Objects.requireNonNull(byReadable.get(false)).forEach(change -> announce(epochs, change));
    List<ScriptCall> calls =
        Objects.requireNonNull(byReadable.get(true)).stream()
            .flatMap(change -> change.entries().stream())
            .distinct()
            .map(name -> Protocol.inval(EntryKey.bytes(name)))
            .toList();
    send(epochs, calls);
  }

  /**
   * INTENT instead of INVAL, where a transaction has the row locked: this one, or the next. Others
   * do not wait for it that way.
   */
  private void announce(Epochs epochs, RowsChanged change) {
    String token = tokens.next();
    List<EntryKey> keys =
        change.entries().stream().map(name -> epochs.key(name, settings.writeTimeout())).toList();
    send(epochs, keys.stream().map(key -> Protocol.intent(key, token, change.lockHint())).toList());
    settler.settleSoon(epochs, keys, token, change.lockHint());
  }

  private void send(Epochs epochs, List<ScriptCall> calls) {
    for (List<ScriptCall> batch : Batch.of(calls)) {
      var replies = epochs.link().send(batch);
      epochs.link().await(Batch.all(replies), settings.writeTimeout());
      replies.forEach(reply -> Protocol.answered(reply.resultNow()));
    }
  }

  /** MARK: as long as the lag is within the bound, all nodes may serve what is cached. */
  private void mark(Epochs epochs, Instant reached) {
    Duration lag = Duration.between(reached, clock.instant());
    statistics.lag(lag);
    Duration left = settings.lag().minus(lag);
    if (left.isPositive()) {
      Protocol.answered(epochs.link().call(Protocol.mark(left), settings.writeTimeout()));
    }
  }

  private static <E extends ChangeEvent> List<E> only(List<ChangeEvent> events, Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
