package dev.forebay.cache;

import dev.forebay.redis.RedisUnavailableException;
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
final class Misses {
  private static final Logger log = LoggerFactory.getLogger(Misses.class);
  private static final Duration FIRST_POLL = Duration.ofMillis(5);
  private static final Duration LAST_POLL = Duration.ofMillis(40);

  private final CacheSettings settings;
  private final Tokens tokens;
  private final Background background;
  private final Settler settler;
  private final CacheStatistics statistics;
  private final ConcurrentMap<EntryName, Flight> flights = new ConcurrentHashMap<>();

  Misses(
      CacheSettings settings,
      Tokens tokens,
      Background background,
      Settler settler,
      CacheStatistics statistics) {
    this.settings = settings;
    this.tokens = tokens;
    this.background = background;
    this.settler = settler;
    this.statistics = statistics;
  }

  /** Null where the reader must start over. */
  @Nullable CacheRead read(Epochs epochs, EntryKey key, ReadRequest request) {
    Flight mine = new Flight();
    Flight other = flights.putIfAbsent(request.name(), mine);
    if (other != null) {
      return other.join(settings.patience());
    }
    try {
      return lead(mine, epochs, key, request);
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
      Flight flight, Epochs epochs, EntryKey key, ReadRequest request) {
    String token = tokens.next();
    return switch (lease(epochs, key, token)) {
      case LeaseReply.Granted _ -> fill(flight, epochs, key, token, request);
      case LeaseReply.Wait _ -> bypass(flight, request, "wait");
      case LeaseReply.Pending pending -> {
        settler.consider(request.name(), epochs, key, pending.intents());
        yield bypass(flight, request, "pending");
      }
      case LeaseReply.Value hit -> {
        // Joiners start over: the value may have been read before they came.
        land(request, flight, false);
        yield new CacheRead.Hit(hit.value());
      }
      case LeaseReply.ForeignEpoch _ -> {
        epochs.renew(key.bucket());
        land(request, flight, false);
        yield null;
      }
    };
  }

  /** LEASE, again and again while another node is loading the entry, as long as patience lasts. */
  private LeaseReply lease(Epochs epochs, EntryKey key, String token) {
    long end = System.nanoTime() + settings.patience().toNanos();
    long pause = FIRST_POLL.toNanos();
    while (true) {
      ScriptReply reply = epochs.link().call(Protocol.lease(key, token, settings.lease()));
      LeaseReply lease = LeaseReply.of(reply);
      if (!(lease instanceof LeaseReply.Wait) || System.nanoTime() + pause > end) {
        return lease;
      }
      statistics.waited();
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LAST_POLL.toNanos());
    }
  }

  private CacheRead bypass(Flight flight, ReadRequest request, String reason) {
    flight.loading();
    CacheRead read = request.bypass(reason);
    flight.loaded(read);
    land(request, flight, false);
    return read;
  }

  private CacheRead fill(
      Flight flight, Epochs epochs, EntryKey key, String token, ReadRequest request) {
    long began = System.nanoTime();
    flight.loading();
    byte[] value = load(epochs, key, request.loader());
    CacheRead read = new CacheRead.Miss(value);
    flight.loaded(read);
    Duration ttl = settings.ttlOf(value, request.ttl());
    flight.filling();
    var reply = epochs.link().send(List.of(Protocol.fill(key, token, value, ttl))).getFirst();
    background.run(
        () -> {
          land(request, flight, stored(epochs, reply));
          statistics.filled(began);
        });
    return read;
  }

  private static byte @Nullable [] load(Epochs epochs, EntryKey key, Loader loader) {
    try {
      return loader.load();
    } catch (RuntimeException | Error e) {
      // Gives the lease back, which the next reader would have to wait for.
      var _ = epochs.link().send(List.of(Protocol.inval(key.bytes(), null)));
      throw e;
    }
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
