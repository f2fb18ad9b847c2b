package dev.forebay.cache.epoch;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.Redis;
import dev.forebay.redis.RedisLink;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.redis.ServerInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the epochs of the current link, and refuses a server that the cache cannot be right on. */
public final class EpochSource {
  private static final Logger log = LoggerFactory.getLogger(EpochSource.class);

  private final Redis redis;
  private final CacheSettings settings;
  private final CacheStatistics statistics;
  private volatile @Nullable Epochs current;
  private @Nullable RedisLink refused;

  /**
   * Epochs over this Redis.
   *
   * @throws ForebayException {@code CACHE_MISCONFIGURED}
   */
  public EpochSource(Redis redis, CacheSettings settings, CacheStatistics statistics) {
    this.redis = redis;
    this.settings = settings;
    this.statistics = statistics;
    RedisLink link = redis.link();
    if (link != null) {
      requireSafe(link.server());
    }
  }

  /** The epochs, or null while there is no Redis that can be used. */
  public @Nullable Epochs current() {
    RedisLink link = redis.link();
    Epochs known = current;
    if (link == null || (known != null && known.link() == link)) {
      return link == null ? null : known;
    }
    return adopt(link);
  }

  private synchronized @Nullable Epochs adopt(RedisLink link) {
    Epochs known = current;
    if (link == refused || (known != null && known.link() == link)) {
      return link == refused ? null : known;
    }
    try {
      requireSafe(link.server());
      current = new Epochs(link, nearOf(link), statistics);
      return current;
    } catch (ForebayException e) {
      log.error("{} {}", e.getMessage(), e.hint());
      refused = link;
      return null;
    }
  }

  private @Nullable NearCache nearOf(RedisLink link) {
    if (settings.near().tables().isEmpty()) {
      return null;
    }
    NearCache near = new NearCache(link, settings.near().bytes());
    try {
      link.track(near);
      return near;
    } catch (RedisUnavailableException e) {
      log.warn("nothing is kept in this process, over this connection: {}", e.getMessage());
      return null;
    }
  }

  /** An intent that Redis evicts no longer keeps readers from an old value. */
  private static void requireSafe(ServerInfo server) {
    if (server.evictionPolicy().startsWith("allkeys-")) {
      throw new ForebayException(
          ErrorCode.CACHE_MISCONFIGURED,
          "Redis may evict any key (maxmemory-policy "
              + server.evictionPolicy()
              + "), and so what keeps the cache from being stale.",
          "Set maxmemory-policy to noeviction, or to volatile-lru, volatile-lfu, volatile-ttl or"
              + " volatile-random.");
    }
  }
}
