package dev.forebay.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one Redis: holds a {@link RedisLink} to it as long as it answers, and opens the next
 * one when it has gone.
 *
 * <p>A thread in the background does both. Every second, and at once when a command has missed its
 * deadline, it asks the server who it is: no answer within a second, or a different one, ends the
 * link. While there is none, it tries again every 200 ms.
 */
public final class Redis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Redis.class);
  private static final Duration PULSE = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final RedisSettings settings;
  private final LettuceClient client;
  private final Semaphore attention = new Semaphore(0);
  private final Thread keeper = Thread.ofVirtual().name("redis-keeper").unstarted(this::keep);
  private volatile @Nullable RedisLink link;
  private volatile boolean closed;
  private boolean awayReported;

  private Redis(RedisSettings settings) {
    this.settings = settings;
    this.client = new LettuceClient(settings, attention::release);
  }

  /**
   * Connects, and stays connected until {@link #close}. Where Redis cannot be reached now, that is
   * logged, and tried again in the background.
   */
  public static Redis connect(RedisSettings settings) {
    Redis redis = new Redis(settings);
    redis.open();
    redis.keeper.start();
    return redis;
  }

  /** The link, or null while Redis is away. */
  public @Nullable RedisLink link() {
    return link;
  }

  /** Cuts the link: commands that are under way fail. */
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    try {
      keeper.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    drop();
    client.close();
  }

  private void keep() {
    while (!closed) {
      awaitAttention();
      RedisLink current = link;
      if (!closed && current != null && !current.probe(PATIENCE)) {
        log.warn("the link to Redis at {} has ended", settings.address());
        drop();
      }
      if (link == null && !closed) {
        open();
      }
    }
  }

  private void awaitAttention() {
    try {
      Duration pause = link == null ? RETRY : PULSE;
      if (attention.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        attention.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void open() {
    try {
      link = linkOver(client.connect());
      awayReported = false;
      log.info("connected to Redis at {}", settings.address());
    } catch (RedisUnavailableException e) {
      if (!awayReported) {
        log.warn("Redis at {} is away, trying again: {}", settings.address(), e.getMessage());
      }
      awayReported = true;
    }
  }

  private RedisLink linkOver(StatefulRedisConnection<byte[], byte[]> connection) {
    try {
      RedisLink fresh =
          RedisLink.over(connection, settings.deadline(), PATIENCE, attention::release);
      if (!fresh.server().primary()) {
        throw new RedisUnavailableException("it is a replica");
      }
      return fresh;
    } catch (RedisUnavailableException e) {
      connection.close();
      throw e;
    }
  }

  private void drop() {
    RedisLink last = link;
    link = null;
    if (last != null) {
      last.close();
    }
  }
}
