package dev.forebay.server.engine;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.redis.RedisSettings;
import dev.forebay.server.config.CacheConfig;
import dev.forebay.server.config.DatabaseConfig;
import dev.forebay.server.run.Options;
import dev.forebay.server.run.RunFile;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the engines of an application are that another process serves: those that the configuration
 * names, and the embedded ones that {@code run.json} does. Starts nothing.
 *
 * @param options of the command line
 */
public record RunningEngines(Options options) {

  /** The database. FB806 where it is embedded and the application is not running. */
  public DatabaseSettings database(DatabaseConfig config) {
    if (!config.embedded()) {
      return EngineStarter.existing(config);
    }
    var address = RunFile.running(options).database();
    String url = "mariadb://%s:%d/%s".formatted(address.host(), address.port(), address.name());
    return EngineStarter.settings(config, url, address.user(), address.password());
  }

  /** Redis, likewise. */
  public RedisSettings cache(CacheConfig config, Duration deadline) {
    if (!config.embedded()) {
      return new RedisSettings(Objects.requireNonNull(config.url()), deadline, false);
    }
    var address = RunFile.running(options).cache();
    return new RedisSettings("redis://%s:%d".formatted(address.host(), address.port()), deadline);
  }
}
