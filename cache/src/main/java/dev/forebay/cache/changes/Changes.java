package dev.forebay.cache.changes;

import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.EpochReason;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.intent.Settler;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.protocol.Tokens;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.ChangeEvent.PositionLost;
import dev.forebay.cache.spi.ChangeEvent.Reached;
import dev.forebay.cache.spi.ChangeEvent.RowsChanged;
import dev.forebay.cache.spi.ChangeEvent.TableChanged;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about changes of the database. Only ever takes values away, so that a change may be
 * applied twice, late, or beside Forebay's own writes.
 */
public final class Changes {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  /** How often intents are placed again because a bucket was in another epoch. */
  private static final int ROUNDS = 2;

  private final EpochSource source;
  private final Settler settler;
  private final Tokens tokens;
  private final CacheSettings settings;
  private final InstantSource clock;
  private final CacheStatistics statistics;

  /** A position was lost, and what committed before the new one may not be readable yet. */
  private boolean unsure;

  public Changes(
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
    bump(epochs, EpochReason.TABLE, only(events, TableChanged.class), TableChanged::what);
    Optional<Instant> reached =
        only(events, Reached.class).stream().map(Reached::instant).max(Instant::compareTo);
    if (unsure && reached.isPresent()) {
      epochs.bump(EpochReason.POSITION, settings.writeTimeout());
      unsure = false;
    }
    List<PositionLost> lost = only(events, PositionLost.class);
    bump(epochs, EpochReason.POSITION, lost, PositionLost::reason);
    unsure |= !lost.isEmpty();
    if (!unsure && reached.isPresent()) {
      mark(epochs, reached.get());
    }
    return !unsure;
  }

  private <E> void bump(
      Epochs epochs, EpochReason reason, List<E> events, Function<E, String> what) {
    if (!events.isEmpty()) {
      log.info("all that is cached is dropped: {}", what.apply(events.getFirst()));
      epochs.bump(reason, settings.writeTimeout());
    }
  }

  /**
   * INVAL, of each row and lookup, once the change can be read. A change comes here when it is in
   * the log, which is before it can be read: a reader could store the old value behind the INVAL.
   *
   * <p>INVAL is sent before the database is asked, too. Where it finds that a Forebay node has left
   * the value (KEPT), that has finished the transaction, so all of it can be read: what Forebay
   * writes mostly costs no question.
   */
  private void invalidate(Epochs epochs, List<RowsChanged> changes) {
    Set<Inval> kept = kept(epochs, changes);
    Set<TransactionId> ended =
        kept.stream().map(Inval::transaction).collect(Collectors.toUnmodifiableSet());
    Map<Boolean, List<RowsChanged>> byEnded =
        changes.stream().collect(Collectors.partitioningBy(c -> isOf(ended, c)));
    Map<Boolean, List<RowsChanged>> byReadable =
        settler.byReadable(Objects.requireNonNull(byEnded.get(false)));
    announce(epochs, Objects.requireNonNull(byReadable.get(false)));
    List<Inval> left =
        Stream.of(byEnded, byReadable)
            .flatMap(readable -> Objects.requireNonNull(readable.get(true)).stream())
            .flatMap(Inval::of)
            .distinct()
            .filter(inval -> !kept.contains(inval))
            .toList();
    send(epochs, left);
  }

  /** INVAL, at first: where the value stays, because its own transaction has left it. */
  private Set<Inval> kept(Epochs epochs, List<RowsChanged> changes) {
    List<Inval> named =
        changes.stream()
            .filter(change -> change.transaction() != null)
            .flatMap(Inval::of)
            .distinct()
            .toList();
    return send(epochs, named);
  }

  private static boolean isOf(Set<TransactionId> transactions, RowsChanged change) {
    TransactionId transaction = change.transaction();
    return transaction != null && transactions.contains(transaction);
  }

  /** An entry that a transaction has changed. */
  private record Inval(EntryName name, @Nullable TransactionId transaction) {
    static Stream<Inval> of(RowsChanged change) {
      return change.entries().stream().map(name -> new Inval(name, change.transaction()));
    }

    /** What those have in common that one script takes. */
    List<@Nullable Object> group() {
      return Arrays.asList(Bucket.numberOf(EntryKey.canonical(name)), transaction);
    }

    static ScriptCall call(List<Inval> group) {
      List<byte[]> keys = group.stream().map(inval -> EntryKey.bytes(inval.name())).toList();
      return Protocol.inval(keys, group.getFirst().transaction());
    }
  }

  /**
   * INTENT instead of INVAL, where a transaction has the row locked: this one, or a later one.
   * Others do not wait for it that way.
   */
  private void announce(Epochs epochs, List<RowsChanged> changes) {
    Map<String, RowsChanged> byToken = new LinkedHashMap<>();
    changes.forEach(change -> byToken.put(tokens.next(), change));
    for (int round = 0; !announced(epochs, byToken); round++) {
      if (round == ROUNDS) {
        throw new RedisUnavailableException("the epochs change all the time");
      }
    }
    byToken.forEach(
        (token, change) ->
            settler.settleSoon(epochs, keys(epochs, change), token, change.lockHint()));
  }

  private List<EntryKey> keys(Epochs epochs, RowsChanged change) {
    return change.entries().stream().map(n -> epochs.key(n, settings.writeTimeout())).toList();
  }

  /** False where a bucket is in another epoch, which is then known. */
  private boolean announced(Epochs epochs, Map<String, RowsChanged> byToken) {
    if (byToken.isEmpty()) {
      return true;
    }
    List<Bucket> buckets = new ArrayList<>();
    List<ScriptCall> calls = new ArrayList<>();
    byToken.forEach(
        (token, change) -> {
          for (EntryKey key : keys(epochs, change)) {
            buckets.add(key.bucket());
            calls.add(Protocol.intent(key, token, change.lockHint()));
          }
        });
    List<ScriptReply> replies = replies(epochs, calls);
    List<Bucket> foreign = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (Protocol.isForeignEpoch(replies.get(i))) {
        foreign.add(buckets.get(i));
      } else {
        Protocol.answered(replies.get(i));
      }
    }
    epochs.renew(foreign);
    return foreign.isEmpty();
  }

  /** Returns those that were KEPT. Many of one bucket and transaction go in one script. */
  private Set<Inval> send(Epochs epochs, List<Inval> invals) {
    Map<List<@Nullable Object>, List<Inval>> groups =
        invals.stream().collect(Collectors.groupingBy(Inval::group));
    List<List<Inval>> scripts =
        groups.values().stream().flatMap(group -> ScriptBatches.of(group).stream()).toList();
    List<ScriptReply.Answered> answers =
        replies(epochs, scripts.stream().map(Inval::call).toList()).stream()
            .map(Protocol::answered)
            .toList();
    Set<Inval> kept = new HashSet<>();
    for (int i = 0; i < scripts.size(); i++) {
      for (int j = 0; j < scripts.get(i).size(); j++) {
        if (Protocol.word(answers.get(i), j).equals("KEPT")) {
          kept.add(scripts.get(i).get(j));
        }
      }
    }
    return kept;
  }

  private List<ScriptReply> replies(Epochs epochs, List<ScriptCall> calls) {
    List<ScriptReply> answers = new ArrayList<>(calls.size());
    for (List<ScriptCall> batch : ScriptBatches.of(calls)) {
      var replies = epochs.link().send(batch);
      epochs.link().await(ScriptBatches.all(replies), settings.writeTimeout());
      replies.forEach(reply -> answers.add(reply.resultNow()));
    }
    return answers;
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
