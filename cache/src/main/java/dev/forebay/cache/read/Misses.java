package dev.forebay.cache.read;

import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.intent.Background;
import dev.forebay.cache.intent.Settler;
import dev.forebay.cache.protocol.LeaseReply;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.Tokens;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps 2 and 3 of a read: a lease, the database, the FILL; one load of an entry at a time. */
public final class Misses {
  private static final Logger log = LoggerFactory.getLogger(Misses.class);
  private static final Duration FIRST_POLL = Duration.ofMillis(5);
  private static final Duration LAST_POLL = Duration.ofMillis(40);

  private final CacheSettings settings;
  private final Tokens tokens;
  private final Background background;
  private final Settler settler;
  private final Generations generations;
  private final CacheStatistics statistics;
  private final ConcurrentMap<EntryName, Flight> flights = new ConcurrentHashMap<>();
  private final Bypasses<EntryName> bypasses = new Bypasses<>();

  public Misses(
      CacheSettings settings,
      Tokens tokens,
      Background background,
      Settler settler,
      Generations generations,
      CacheStatistics statistics) {
    this.settings = settings;
    this.tokens = tokens;
    this.background = background;
    this.settler = settler;
    this.generations = generations;
    this.statistics = statistics;
  }

  /**
   * Null where the reader must start over.
   *
   * @param gone the generation that the entry names and that has gone, or null
   */
  @Nullable CacheRead read(
      Epochs epochs, EntryKey key, ReadRequest request, byte @Nullable [] gone) {
    Flight mine = new Flight();
    Flight other = flights.putIfAbsent(request.name(), mine);
    if (other != null) {
      return other.join(settings.patience());
    }
    try {
      return lead(mine, epochs, key, request, gone);
    } catch (RedisUnavailableException e) {
      land(request, mine, false);
      throw e;
    } catch (RuntimeException | Error e) {
      flights.remove(request.name(), mine);
      mine.failed(e);
      throw e;
    }
  }

  private @Nullable CacheRead lead(
      Flight flight, Epochs epochs, EntryKey key, ReadRequest request, byte @Nullable [] gone) {
    String token = tokens.next();
    return switch (lease(epochs, key, token, gone)) {
      case LeaseReply.Granted _ -> fill(flight, epochs, key, token, request);
      case LeaseReply.Wait _ -> bypass(flight, request, BypassReason.WAIT);
      case LeaseReply.Pending pending -> {
        settler.consider(request.name(), epochs, key, pending.intents());
        yield bypass(flight, request, BypassReason.PENDING);
      }
      case LeaseReply.Value hit -> {
        // Joiners start over: the value may have been read before they came.
        land(request, flight, false);
        yield hit.stored().generation() == null ? new CacheRead.Hit(hit.stored().value()) : null;
      }
      case LeaseReply.ForeignEpoch _ -> {
        epochs.renew(key.bucket());
        land(request, flight, false);
        yield null;
      }
    };
  }

  /** LEASE, again and again while another node is loading the entry, as long as patience lasts. */
  private LeaseReply lease(Epochs epochs, EntryKey key, String token, byte @Nullable [] gone) {
    ScriptCall call = Protocol.lease(key, token, settings.lease(), gone);
    long end = System.nanoTime() + settings.patience().toNanos();
    long pause = FIRST_POLL.toNanos();
    while (true) {
      LeaseReply lease = LeaseReply.of(epochs.link().call(call));
      if (!(lease instanceof LeaseReply.Wait) || System.nanoTime() + pause > end) {
        return lease;
      }
      statistics.waited();
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LAST_POLL.toNanos());
    }
  }

  /** The database's answer, read after this call began; the entry stays as it is. */
  CacheRead bypass(ReadRequest request, BypassReason reason) {
    return bypasses.read(request.name(), request.loader(), reason);
  }

  private CacheRead bypass(Flight flight, ReadRequest request, BypassReason reason) {
    flight.loading();
    CacheRead read = bypass(request, reason);
    flight.loaded(read);
    land(request, flight, false);
    return read;
  }

  private CacheRead fill(
      Flight flight, Epochs epochs, EntryKey key, String token, ReadRequest request) {
    long began = System.nanoTime();
    flight.loading();
    Loaded loaded = load(epochs, key, request);
    if (!loaded.kept()) {
      giveBack(epochs, key);
      CacheRead read = new CacheRead.Bypass(loaded.value().value(), BypassReason.PENDING);
      flight.loaded(read);
      land(request, flight, false);
      return read;
    }
    CacheRead read = new CacheRead.Miss(loaded.value().value());
    flight.loaded(read);
    Duration ttl = settings.ttlOf(read.value(), request.ttl());
    flight.filling();
    ScriptCall call = Protocol.fill(key, token, loaded.value(), ttl);
    var reply = epochs.link().send(List.of(call)).getFirst();
    boolean stays = loaded.value().generation() == null;
    background.run(
        () -> {
          // Under a generation, that the FILL was taken does not say that the value was current.
          land(request, flight, stored(epochs, reply) && stays);
          statistics.filled(began);
        });
    return read;
  }

  /** What was read, and whether it may be kept. */
  private record Loaded(Stored value, boolean kept) {}

  private Loaded load(Epochs epochs, EntryKey key, ReadRequest request) {
    try {
      return switch (request.name().kind()) {
        case ROW -> row(epochs, request);
        case LOOKUP -> lookup(epochs, request);
        case TABLE, LISTS -> throw new IllegalArgumentException("a generation is not loaded");
      };
    } catch (RuntimeException | Error e) {
      giveBack(epochs, key);
      throw e;
    }
  }

  /** That a row is not there is read once more, under a generation; most are there. */
  private Loaded row(Epochs epochs, ReadRequest request) {
    byte[] value = request.loader().load();
    if (value != null) {
      return new Loaded(new Stored(value, null), true);
    }
    byte[] generation = generations.held(epochs, EntryName.table(request.name().table()));
    return generation == null
        ? new Loaded(new Stored(null, null), false)
        : underGeneration(request, generation);
  }

  /** A lookup says that no other rows are there, and so is read under a generation. */
  private Loaded lookup(Epochs epochs, ReadRequest request) {
    return underGeneration(
        request, generations.held(epochs, EntryName.table(request.name().table())));
  }

  /** What says of rows that they are not there; that they are needs no generation. */
  private static Loaded underGeneration(ReadRequest request, byte @Nullable [] generation) {
    byte[] value = request.loader().load();
    boolean needed = value == null || request.name().kind() == EntryName.Kind.LOOKUP;
    return new Loaded(new Stored(value, needed ? generation : null), generation != null);
  }

  /** Gives the lease back, which the next reader would have to wait for. */
  private static void giveBack(Epochs epochs, EntryKey key) {
    var _ = epochs.link().send(List.of(Protocol.inval(key.bytes(), null)));
  }

  private static boolean stored(Epochs epochs, Future<ScriptReply> reply) {
    try {
      return Protocol.says(epochs.link().await(reply), "STORED");
    } catch (RedisUnavailableException e) {
      log.debug("a value was not stored: {}", e.getMessage());
      return false;
    }
  }

  /**
   * First out of the way, then told to the joiners, so that who starts over finds no old flight.
   */
  private void land(ReadRequest request, Flight flight, boolean stored) {
    flights.remove(request.name(), flight);
    flight.landed(stored);
  }
}
