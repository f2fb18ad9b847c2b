package dev.forebay.cache.read;

import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.EpochWatch;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.intent.Settler;
import dev.forebay.cache.protocol.LeaseReply;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.protocol.Tokens;
import dev.forebay.cache.spi.BatchLoader;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.HashField;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read path of many entries at once: the steps of {@link Reader} and {@link Misses}, each
 * pipelined for all entries; what is missing is read from the database in one go.
 *
 * <p>It is right for the reason that a read of one entry is. All leases are taken before the one
 * load begins, so the order is LEASE, database, FILL for each entry, and its FILL is refused if
 * anything has come between. An entry that somebody else is loading (WAIT) or that a transaction
 * stands on (PEND) is read along, and stays as it is. The table's generation is asked for along
 * with the entries, and so before the database. A batch neither leads nor joins a {@link Flight},
 * because two batches could wait for an entry of each other; between a batch and the flights of its
 * own node the lease decides, as it does between nodes.
 */
public final class BatchReader {
  private static final Logger log = LoggerFactory.getLogger(BatchReader.class);

  /** How often leases are asked for, where the first time a bucket was in another epoch. */
  private static final int ROUNDS = 2;

  private final EpochSource source;
  private final EpochWatch watch;
  private final CacheSettings settings;
  private final Tokens tokens;
  private final Settler settler;
  private final Generations generations;
  private final CacheStatistics statistics;
  private final ConcurrentMap<String, Payoff> payoffs = new ConcurrentHashMap<>();

  public BatchReader(
      EpochSource source,
      EpochWatch watch,
      CacheSettings settings,
      Tokens tokens,
      Settler settler,
      Generations generations,
      CacheStatistics statistics) {
    this.source = source;
    this.watch = watch;
    this.settings = settings;
    this.tokens = tokens;
    this.settler = settler;
    this.generations = generations;
    this.statistics = statistics;
  }

  public Map<EntryName, CacheRead> read(Set<EntryName> names, Duration ttl, BatchLoader loader) {
    long began = System.nanoTime();
    Map<EntryName, CacheRead> reads = readSomewhere(names, ttl, loader);
    reads.values().forEach(read -> statistics.read(read, began));
    return reads;
  }

  private Map<EntryName, CacheRead> readSomewhere(
      Set<EntryName> names, Duration ttl, BatchLoader loader) {
    if (watch.behind()) {
      return bypass(names, loader, BypassReason.BEHIND);
    }
    Epochs epochs = source.current();
    if (epochs == null || !epochs.link().answers()) {
      return bypass(names, loader, BypassReason.UNAVAILABLE);
    }
    Payoff payoff = payoffs.computeIfAbsent(names.iterator().next().table(), table -> new Payoff());
    return payoff.asks()
        ? new Reading(epochs, payoff, names, ttl, loader).read()
        : bypass(names, loader, BypassReason.COLD);
  }

  private static Map<EntryName, CacheRead> bypass(
      Set<EntryName> names, BatchLoader loader, BypassReason reason) {
    Map<EntryName, byte[]> values = loader.load(names);
    Map<EntryName, CacheRead> reads = new HashMap<>();
    names.forEach(name -> reads.put(name, new CacheRead.Bypass(values.get(name), reason)));
    return reads;
  }

  /** One read. One thread. */
  private final class Reading {
    private final Epochs epochs;
    private final Payoff payoff;
    private final Duration ttl;
    private final BatchLoader loader;
    private final String token = tokens.next();
    private final Map<EntryName, CacheRead> reads = new HashMap<>();
    private final Map<EntryName, EntryKey> leased = new HashMap<>();
    private final Map<EntryName, BypassReason> bypassed = new HashMap<>();
    private final Map<EntryName, byte[]> gone = new HashMap<>();
    private final List<ScriptCall> fills = new ArrayList<>();
    private final List<ScriptCall> givenBack = new ArrayList<>();
    private final Set<EntryName> names;
    private byte @Nullable [] generation;

    /** Of these it is not known yet where they come from. */
    private final Set<EntryName> open;

    Reading(Epochs epochs, Payoff payoff, Set<EntryName> names, Duration ttl, BatchLoader loader) {
      this.epochs = epochs;
      this.payoff = payoff;
      this.names = names;
      this.open = new LinkedHashSet<>(names);
      this.ttl = ttl;
      this.loader = loader;
    }

    Map<EntryName, CacheRead> read() {
      try {
        find();
        for (int round = 0; round < ROUNDS; round++) {
          lease();
        }
        bypass(BypassReason.WAIT);
      } catch (RedisUnavailableException e) {
        log.debug("{} entries are read from the database: {}", open.size(), e.getMessage());
        bypass(BypassReason.UNAVAILABLE);
      }
      load();
      return reads;
    }

    /** The rest is read from the database and not stored. */
    private void bypass(BypassReason reason) {
      open.forEach(name -> bypassed.put(name, reason));
      open.clear();
    }

    /** Step 1: what Redis has. */
    private void find() {
      int asked = open.size();
      for (List<EntryName> part : ScriptBatches.of(List.copyOf(open))) {
        List<EntryKey> keys = epochs.keys(part);
        List<HashField> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(key.valueAddress()));
        fields.add(epochs.key(EntryName.table(table())).valueAddress());
        var replies = epochs.link().hget(fields);
        epochs.link().await(ScriptBatches.all(replies));
        generation = replies.getLast().resultNow();
        for (int i = 0; i < part.size(); i++) {
          byte[] field = replies.get(i).resultNow();
          if (field != null) {
            found(part.get(i), Stored.of(field));
          }
        }
        open.removeIf(this::isDecided);
      }
      payoff.found(reads.size(), asked);
    }

    private String table() {
      return names.iterator().next().table();
    }

    /** A hit, unless it was read under a generation that has gone. */
    private void found(EntryName name, Stored stored) {
      byte[] under = stored.generation();
      if (under == null || Arrays.equals(under, generation)) {
        reads.put(name, new CacheRead.Hit(stored.value()));
      } else {
        gone.put(name, under);
      }
    }

    /** Step 2: what may be stored once it is read. */
    private void lease() {
      for (List<EntryName> part : ScriptBatches.of(List.copyOf(open))) {
        List<EntryKey> keys = epochs.keys(part);
        List<ScriptCall> calls = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
          byte[] under = gone.get(part.get(i));
          calls.add(Protocol.lease(keys.get(i), token, settings.lease(), under));
        }
        var replies = epochs.link().send(calls);
        epochs.link().await(ScriptBatches.all(replies));
        List<Bucket> foreign = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
          LeaseReply reply = LeaseReply.of(replies.get(i).resultNow());
          take(part.get(i), keys.get(i), reply, foreign);
        }
        open.removeIf(this::isDecided);
        epochs.renew(foreign);
      }
    }

    private void take(EntryName name, EntryKey key, LeaseReply reply, List<Bucket> foreign) {
      switch (reply) {
        case LeaseReply.Granted _ -> leased.put(name, key);
        case LeaseReply.Value hit -> found(name, hit.stored());
        case LeaseReply.Pending pending -> {
          settler.consider(name, epochs, key, pending.intents());
          bypassed.put(name, BypassReason.PENDING);
        }
        case LeaseReply.Wait _ -> {
          statistics.waited();
          bypassed.put(name, BypassReason.WAIT);
        }
        case LeaseReply.ForeignEpoch _ -> foreign.add(key.bucket());
      }
    }

    private boolean isDecided(EntryName name) {
      return reads.containsKey(name) || leased.containsKey(name) || bypassed.containsKey(name);
    }

    /** Step 3: the database, and the FILLs, which nobody waits for. */
    private void load() {
      Set<EntryName> missing = new HashSet<>(bypassed.keySet());
      missing.addAll(leased.keySet());
      if (missing.isEmpty()) {
        return;
      }
      long began = System.nanoTime();
      if (generation == null && !leased.isEmpty()) {
        generation = generations.held(epochs, EntryName.table(table()));
      }
      Map<EntryName, byte[]> values = loaded(missing);
      bypassed.forEach(
          (name, reason) -> reads.put(name, new CacheRead.Bypass(values.get(name), reason)));
      leased.forEach((name, key) -> fill(name, key, values.get(name)));
      for (var reply : send(fills)) {
        var _ = reply.thenRun(() -> statistics.filled(began));
      }
      send(givenBack);
    }

    private void fill(EntryName name, EntryKey key, byte @Nullable [] value) {
      boolean under = value == null || name.kind() == EntryName.Kind.LOOKUP;
      if (under && generation == null) {
        givenBack.add(Protocol.inval(key.bytes(), null));
        reads.put(name, new CacheRead.Bypass(value, BypassReason.PENDING));
      } else {
        Stored stored = new Stored(value, under ? generation : null);
        fills.add(Protocol.fill(key, token, stored, settings.ttlOf(value, ttl)));
        reads.put(name, new CacheRead.Miss(value));
      }
    }

    private Map<EntryName, byte[]> loaded(Set<EntryName> missing) {
      try {
        return loader.load(missing);
      } catch (RuntimeException | Error e) {
        // Gives the leases back, which the next readers would have to wait for.
        send(leased.values().stream().map(key -> Protocol.inval(key.bytes(), null)).toList());
        throw e;
      }
    }

    private List<CompletableFuture<ScriptReply>> send(List<ScriptCall> calls) {
      return ScriptBatches.of(calls).stream()
          .flatMap(part -> epochs.link().send(part).stream())
          .toList();
    }
  }
}
