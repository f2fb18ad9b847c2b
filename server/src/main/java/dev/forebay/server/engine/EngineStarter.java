package dev.forebay.server.engine;

import dev.forebay.base.ForebayException;
import dev.forebay.base.config.Secret;
import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import dev.forebay.embedded.EmbeddedRedis;
import dev.forebay.embedded.EmbeddedRedisSettings;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.redis.RedisSettings;
import dev.forebay.server.config.CacheConfig;
import dev.forebay.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts the embedded engines, both at once, or takes the servers that the configuration names.
 *
 * @param dataFolder where the engines keep their data
 * @param engineFolder where their programs are unpacked once for all applications
 * @param progress is told of slow work
 * @param opened is handed everything that has to be closed at the end
 */
public record EngineStarter(
    Path dataFolder, Path engineFolder, Consumer<String> progress, Consumer<AutoCloseable> opened) {

  /** What one engine's start gave, and how long it took. */
  private record Started<T>(T settings, Duration time) {}

  /** Both engines, ready to be connected to. FB804 where one does not start. */
  public Engines start(DatabaseConfig database, CacheConfig cache) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Started<DatabaseSettings>> mariaDb =
          threads.submit(() -> timed(database.embedded(), () -> database(database)));
      Future<Started<RedisSettings>> redis =
          threads.submit(() -> timed(cache.embedded(), () -> cache(cache)));
      Started<RedisSettings> startedRedis = result(redis);
      Started<DatabaseSettings> startedDatabase = result(mariaDb);
      return new Engines(
          startedDatabase.settings(),
          startedRedis.settings(),
          startedDatabase.time(),
          startedRedis.time());
    }
  }

  private DatabaseSettings database(DatabaseConfig config) {
    if (!config.embedded()) {
      return existing(config);
    }
    EmbeddedMariaDb mariaDb =
        EmbeddedMariaDb.start(new EmbeddedMariaDbSettings(dataFolder, engineFolder, progress));
    opened.accept(mariaDb);
    String url = "mariadb://%s:%d/%s".formatted(mariaDb.host(), mariaDb.port(), mariaDb.database());
    return settings(config, url, mariaDb.user(), new Secret(mariaDb.password()));
  }

  /** The server that the configuration names. */
  static DatabaseSettings existing(DatabaseConfig config) {
    return settings(
        config,
        Objects.requireNonNull(config.url()),
        Objects.requireNonNull(config.user()),
        Objects.requireNonNullElse(config.password(), new Secret("")));
  }

  static DatabaseSettings settings(
      DatabaseConfig config, String url, String user, Secret password) {
    return new DatabaseSettings(
        url, user, password, config.poolSize(), config.connectTimeout(), config.statementTimeout());
  }

  private RedisSettings cache(CacheConfig config) {
    if (!config.embedded()) {
      return new RedisSettings(Objects.requireNonNull(config.url()), config.timeout(), false);
    }
    EmbeddedRedis redis =
        EmbeddedRedis.start(new EmbeddedRedisSettings(dataFolder, engineFolder, progress));
    opened.accept(redis);
    return new RedisSettings(
        "redis://%s:%d".formatted(redis.host(), redis.port()), config.timeout());
  }

  private static <T> Started<T> timed(boolean embedded, Supplier<T> start) {
    long begin = System.nanoTime();
    T settings = start.get();
    return new Started<>(
        settings, embedded ? Duration.ofNanos(System.nanoTime() - begin) : Duration.ZERO);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ForebayException error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
