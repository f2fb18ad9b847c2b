package dev.forebay.cache.read;

import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.ListName;
import dev.forebay.cache.epoch.EpochSource;
import dev.forebay.cache.epoch.EpochWatch;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.cache.protocol.ScriptBatches;
import dev.forebay.cache.spi.Loader;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.HashField;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ScriptReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read path of lists. A list is stored with the generations of all its tables that its reader
 * held before it read the database, and is served to whoever finds its tables still in them. Every
 * write places an intent on the generation of its table's lists before COMMIT, so nothing was
 * written in between.
 *
 * <p>Hence it needs neither leases nor intents of its own: whoever holds the generations may store
 * it, as often and as late as it likes. And readers that hold the same may share one load, whenever
 * they have come.
 */
public final class ListReader {
  private static final Logger log = LoggerFactory.getLogger(ListReader.class);
  private static final byte[] VALUE = {'v'};

  /** Larger ones are not kept: they would be in the way of what is read more often. */
  private static final int MOST_BYTES = 1 << 20;

  private final EpochSource source;
  private final EpochWatch watch;
  private final Generations generations;
  private final CacheStatistics statistics;
  private final ConcurrentMap<Load, SharedLoad<CacheRead>> loads = new ConcurrentHashMap<>();
  private final Bypasses<ListName> bypasses = new Bypasses<>();

  public ListReader(
      EpochSource source, EpochWatch watch, Generations generations, CacheStatistics statistics) {
    this.source = source;
    this.watch = watch;
    this.generations = generations;
    this.statistics = statistics;
  }

  /** One load of a list, under generations. */
  private record Load(ListName name, ByteBuffer held) {}

  public CacheRead read(ListName name, Duration ttl, Loader loader) {
    long began = System.nanoTime();
    CacheRead read = readSomewhere(name, ttl, loader);
    statistics.read(read, began);
    return read;
  }

  private CacheRead readSomewhere(ListName name, Duration ttl, Loader loader) {
    if (watch.behind()) {
      return bypasses.read(name, loader, BypassReason.BEHIND);
    }
    Epochs epochs = source.current();
    if (epochs != null && epochs.link().answers()) {
      try {
        Found found = find(epochs, name);
        return found.hit() != null ? found.hit() : load(epochs, name, found.held(), ttl, loader);
      } catch (RedisUnavailableException e) {
        // Thrown only before the database is read: what is stored is not waited for.
        log.debug("{} is read from the database: {}", name, e.getMessage());
      }
    }
    return bypasses.read(name, loader, BypassReason.UNAVAILABLE);
  }

  /** What is served, or the generations that are held, or neither. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Found(@Nullable CacheRead hit, byte @Nullable [] held) {}

  /** In one round trip: the generations, then the list. */
  private Found find(Epochs epochs, ListName name) {
    List<EntryName> tables = name.tables().stream().map(EntryName::lists).toList();
    List<HashField> fields = new ArrayList<>();
    epochs.keys(tables).forEach(key -> fields.add(key.valueAddress()));
    fields.add(new HashField(key(name), VALUE));
    var replies = epochs.link().hget(fields);
    epochs.link().await(ScriptBatches.all(replies));
    List<byte @Nullable []> held = new ArrayList<>();
    replies.subList(0, tables.size()).forEach(reply -> held.add(reply.resultNow()));
    make(epochs, tables, held);
    byte[] header = header(held);
    byte[] list = replies.getLast().resultNow();
    return header != null && list != null && startsWith(list, header)
        ? new Found(new CacheRead.Hit(Arrays.copyOfRange(list, header.length, list.length)), null)
        : new Found(null, header);
  }

  /** Makes those that are not there. */
  private void make(Epochs epochs, List<EntryName> tables, List<byte @Nullable []> held) {
    for (int i = 0; i < tables.size(); i++) {
      if (held.get(i) == null) {
        held.set(i, generations.held(epochs, tables.get(i)));
      }
    }
  }

  /** What a list under these generations begins with; null where one of them is not held. */
  private static byte @Nullable [] header(List<byte @Nullable []> held) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    for (byte[] generation : held) {
      if (generation == null) {
        return null;
      }
      header.write(generation.length);
      header.writeBytes(generation);
    }
    return header.toByteArray();
  }

  private static boolean startsWith(byte[] list, byte[] header) {
    return list.length >= header.length
        && Arrays.equals(list, 0, header.length, header, 0, header.length);
  }

  private CacheRead load(
      Epochs epochs, ListName name, byte @Nullable [] held, Duration ttl, Loader loader) {
    if (held == null) {
      return bypasses.read(name, loader, BypassReason.PENDING);
    }
    Load load = new Load(name, ByteBuffer.wrap(held));
    SharedLoad<CacheRead> mine = new SharedLoad<>();
    SharedLoad<CacheRead> other = loads.putIfAbsent(load, mine);
    return other != null
        ? other.join()
        : mine.run(() -> load(epochs, name, held, loader, ttl), () -> loads.remove(load, mine));
  }

  private static CacheRead load(
      Epochs epochs, ListName name, byte[] held, Loader loader, Duration ttl) {
    byte[] value = Objects.requireNonNull(loader.load(), "a list");
    if (value.length > MOST_BYTES) {
      return new CacheRead.Bypass(value, BypassReason.NOT_KEPT);
    }
    byte[] list = Arrays.copyOf(held, held.length + value.length);
    System.arraycopy(value, 0, list, held.length, value.length);
    CompletableFuture<ScriptReply> reply =
        epochs.link().send(List.of(Protocol.keep(key(name), list, ttl))).getFirst();
    var _ =
        reply.whenComplete(
            (answer, error) -> {
              if (error != null || answer instanceof ScriptReply.Refused) {
                log.debug("{} was not stored: {}", name, error != null ? error : answer);
              }
            });
    return new CacheRead.Miss(value);
  }

  /** {@code {37}q:invoices:3f2a…}: the first table and the query. */
  private static byte[] key(ListName name) {
    String text = "q:" + EntryKey.escaped(name.tables().getFirst()) + ":" + name.query();
    byte[] canonical = text.getBytes(StandardCharsets.UTF_8);
    return EntryKey.bytes(Bucket.numberOf(canonical), canonical);
  }
}
