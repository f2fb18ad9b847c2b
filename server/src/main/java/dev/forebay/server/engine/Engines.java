package dev.forebay.server.engine;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.redis.RedisSettings;
import dev.forebay.server.run.RunFile;
import java.net.URI;
import java.time.Duration;

/**
 * Where the database and the cache of a run are.
 *
 * @param database how to reach the database
 * @param redis how to reach Redis
 * @param databaseStart how long the embedded MariaDB took to start; zero for a server that exists
 * @param redisStart likewise for Redis
 */
public record Engines(
    DatabaseSettings database, RedisSettings redis, Duration databaseStart, Duration redisStart) {

  /** The database's address, for run.json. */
  public RunFile.DatabaseAddress databaseAddress() {
    URI url = URI.create(database.url());
    return new RunFile.DatabaseAddress(
        url.getHost(),
        url.getPort() < 0 ? 3306 : url.getPort(),
        database.user(),
        database.password(),
        url.getPath().substring(1));
  }

  /** Redis's address, for run.json. */
  public RunFile.CacheAddress cacheAddress() {
    URI url = URI.create(redis.url().value());
    return new RunFile.CacheAddress(url.getHost(), url.getPort() < 0 ? 6379 : url.getPort());
  }
}
