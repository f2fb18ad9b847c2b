package dev.forebay.e2e;

import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import dev.forebay.embedded.EmbeddedRedis;
import dev.forebay.embedded.EmbeddedRedisSettings;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A MariaDB and a Redis that several nodes share, and what can befall them. */
final class FaultyEngines implements AutoCloseable {
  private final Path folder = RunningForebay.freshDataFolder();
  private final EmbeddedMariaDb database;
  private final EmbeddedRedis cache;
  private final LossyProxy proxy;

  private FaultyEngines() {
    Path engines = Path.of("target", "engines").toAbsolutePath();
    this.database = EmbeddedMariaDb.start(new EmbeddedMariaDbSettings(folder, engines, line -> {}));
    this.cache = EmbeddedRedis.start(new EmbeddedRedisSettings(folder, engines, line -> {}));
    this.proxy = LossyProxy.to(cache.port());
  }

  static FaultyEngines start() {
    return new FaultyEngines();
  }

  /** What points a node at the engines: straight, or through the proxy to Redis. */
  Map<String, String> environment(boolean throughProxy) {
    int cachePort = throughProxy ? proxy.port() : cache.port();
    return Map.of(
        "DATABASE_URL",
        databaseUrl(),
        "DATABASE_USER",
        database.user(),
        "DATABASE_PASSWORD",
        database.password(),
        "CACHE_URL",
        "redis://" + cache.host() + ":" + cachePort);
  }

  LossyProxy proxy() {
    return proxy;
  }

  /** SQL that goes around Forebay. */
  Database sql() {
    return Database.open(DatabaseSettings.of(databaseUrl(), database.user(), database.password()));
  }

  void flushall() {
    redis("FLUSHALL");
  }

  /** A command of somebody else than Forebay. */
  void redis(String... words) {
    RawRedis.command(cache.host(), cache.port(), words);
  }

  /** What Redis holds now is what it comes back with after it was killed. */
  void saveDump() {
    redis("SAVE");
  }

  /** Redis comes back empty again. */
  void dropDump() {
    try {
      Files.delete(folder.resolve("redis").resolve("dump.rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process is killed, and started again by its supervisor, on the same port. */
  void killRedis() {
    signal("KILL", "redis");
  }

  void killMariaDb() {
    signal("KILL", "mariadb");
  }

  /** Redis answers nothing, with its sockets open, until {@link #resumeRedis}. */
  void stopRedis() {
    signal("STOP", "redis");
  }

  void resumeRedis() {
    signal("CONT", "redis");
  }

  @Override
  public void close() {
    proxy.close();
    cache.close();
    database.close();
  }

  private String databaseUrl() {
    return "mariadb://%s:%d/%s".formatted(database.host(), database.port(), database.database());
  }

  private void signal(String name, String engine) {
    try {
      String pid = Files.readString(folder.resolve(engine).resolve("engine.pid")).strip();
      RunningForebay.signal(name, Long.parseLong(pid.lines().findFirst().orElseThrow().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables of the checker's application, in which the database counts the writes of a row. */
  static void writeApplication(Path folder) {
    try {
      Files.createDirectories(folder.resolve("db"));
      Files.writeString(
          folder.resolve("forebay.yaml"),
          """
          database:
            url: ${DATABASE_URL}
            user: ${DATABASE_USER}
            password: ${DATABASE_PASSWORD}
          cache:
            url: ${CACHE_URL}
            tailer: ${CACHE_TAILER}
            timeout: ${CACHE_TIMEOUT:-50ms}
            lag: ${CACHE_LAG:-1s}
          tables:
            registers: {cache: {ttl: 1h, lookups: [color]}}
          """);
      Files.writeString(
          folder.resolve("db/V1__registers.sql"),
          """
          CREATE TABLE registers (id INT PRIMARY KEY, color VARCHAR(10) NOT NULL,
            value BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1);
          CREATE TRIGGER count_writes BEFORE UPDATE ON registers FOR EACH ROW
            SET NEW.version = OLD.version + 1;
          INSERT INTO registers (id, color, value) VALUES
            (1, 'red', 0), (2, 'red', 0), (3, 'red', 0), (4, 'blue', 0);
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Integer> rows() {
    return List.of(1, 2, 3, 4);
  }
}
