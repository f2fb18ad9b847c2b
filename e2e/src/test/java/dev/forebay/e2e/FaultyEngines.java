package dev.forebay.e2e;

import dev.forebay.embedded.EmbeddedRedis;
import dev.forebay.embedded.EmbeddedRedisSettings;
import dev.forebay.mysql.Database;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.LossyProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A MariaDB and a Redis that several nodes share, and what can befall them. */
final class FaultyEngines implements AutoCloseable {
  /** What is added to a key of {@code aliased} is taken off when a row is inserted. */
  static final int ALIAS = 1_000_000;

  private final Path folder = RunningForebay.freshDataFolder();
  private final SwitchedMariaDb database;
  private final EmbeddedRedis cache;
  private final LossyProxy proxy;

  private FaultyEngines(BiFunction<Path, Path, SwitchedMariaDb> start) {
    Path engines = Path.of("target", "engines").toAbsolutePath();
    this.database = start.apply(folder, engines);
    this.cache = EmbeddedRedis.start(new EmbeddedRedisSettings(folder, engines, line -> {}));
    this.proxy = LossyProxy.to(cache.port());
  }

  static FaultyEngines start() {
    return new FaultyEngines(SwitchedMariaDb::alone);
  }

  /** With a MariaDB that can take the place of the other. */
  static FaultyEngines startWithStandby() {
    return new FaultyEngines(SwitchedMariaDb::withStandby);
  }

  /** What points a node at the engines: straight, or through the proxy to Redis. */
  Map<String, String> environment(boolean throughProxy) {
    int cachePort = throughProxy ? proxy.port() : cache.port();
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("CACHE_URL", "redis://" + cache.host() + ":" + cachePort);
    return environment;
  }

  LossyProxy proxy() {
    return proxy;
  }

  /** SQL that goes around Forebay. */
  Database sql() {
    return database.open();
  }

  void flushall() {
    redis("FLUSHALL");
  }

  /** A command of somebody else than Forebay. */
  void redis(String... words) {
    RawRedis.command(cache.host(), cache.port(), words);
  }

  /** Waits for Redis to answer. */
  void awaitRedis() {
    Eventually.until("Redis answers", this::answers);
  }

  private boolean answers() {
    try {
      return RawRedis.command(cache.host(), cache.port(), "PING").equals("+PONG");
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
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
    signal("KILL");
  }

  SwitchedMariaDb database() {
    return database;
  }

  /** Redis answers nothing, with its sockets open, until {@link #resumeRedis}. */
  void stopRedis() {
    signal("STOP");
  }

  void resumeRedis() {
    signal("CONT");
  }

  @Override
  public void close() {
    proxy.close();
    cache.close();
    database.close();
  }

  /**
   * From now on a COMMIT comes into the binlog and is not visible before {@link #letCommit}: it
   * waits for a replica, and there is none.
   */
  void holdCommits() {
    database.run(
        "SET GLOBAL rpl_semi_sync_master_wait_point = AFTER_SYNC",
        "SET GLOBAL rpl_semi_sync_master_timeout = 60000",
        "SET GLOBAL rpl_semi_sync_master_enabled = ON");
  }

  void letCommit() {
    database.run("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
  }

  /**
   * All but the end of the binlog is gone, and with it something that nobody has read; nobody may
   * begin to read it meanwhile.
   */
  void purgeLog() {
    String readers = "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog%'";
    firstColumn(readers).forEach(reader -> sql("KILL " + reader));
    Eventually.until("nobody reads the binlog", () -> firstColumn(readers).isEmpty());
    sql("REPLACE INTO lives VALUES (0, ?)", System.nanoTime());
    sql("FLUSH BINARY LOGS");
    Eventually.until(
        "the log is short",
        () -> {
          sql("PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
          return firstColumn("SHOW BINARY LOGS").size() == 1;
        });
  }

  private List<String> firstColumn(String query) {
    try (Database sql = sql()) {
      return sql.read(
          session -> session.query(query, List.of(), row -> String.valueOf(row.string(1))));
    }
  }

  /** SQL beside Forebay. */
  void sql(String statement, Object... values) {
    try (Database sql = sql()) {
      sql.read(session -> session.update(statement, List.of(values)));
    }
  }

  private void signal(String name) {
    try {
      String pid = Files.readString(folder.resolve("redis").resolve("engine.pid")).strip();
      RunningForebay.signal(name, Long.parseLong(pid.lines().findFirst().orElseThrow().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The tables of the checker's application, in which the database counts the writes of a row, also
   * over its being deleted and inserted again, which it keeps in a table that nobody reads.
   */
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
            registers: {cache: {ttl: 1h, lookups: [color], lists: true}}
            followers: {cache: {ttl: 1h}}
            aliased: {cache: {ttl: 1h}}
          """
              + KeyedTable.settings());
      Files.writeString(
          folder.resolve("db/V1__registers.sql"),
          """
          CREATE TABLE registers (id INT PRIMARY KEY, color VARCHAR(10) NOT NULL,
            value BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1);
          CREATE TABLE lives (id INT PRIMARY KEY, version BIGINT NOT NULL);
          CREATE TRIGGER count_inserts BEFORE INSERT ON registers FOR EACH ROW
            SET NEW.version = 1 + COALESCE(
              (SELECT version FROM lives WHERE id = NEW.id LOCK IN SHARE MODE), 0);
          CREATE TRIGGER count_updates BEFORE UPDATE ON registers FOR EACH ROW
            SET NEW.version = 1 + IF(NEW.id = OLD.id, OLD.version, GREATEST(OLD.version, COALESCE(
              (SELECT version FROM lives WHERE id = NEW.id LOCK IN SHARE MODE), 0)));
          CREATE TRIGGER count_keys AFTER UPDATE ON registers FOR EACH ROW
            REPLACE INTO lives SELECT OLD.id, NEW.version FROM DUAL WHERE OLD.id <> NEW.id;
          CREATE TRIGGER count_deletes AFTER DELETE ON registers FOR EACH ROW
            REPLACE INTO lives VALUES (OLD.id, OLD.version + 1);
          CREATE TABLE pokes (id INT PRIMARY KEY);
          CREATE TRIGGER poke AFTER INSERT ON pokes FOR EACH ROW
            UPDATE registers SET value = value + 1 WHERE id = NEW.id;
          CREATE TABLE leaders (id INT PRIMARY KEY, version BIGINT NOT NULL UNIQUE);
          CREATE TABLE followers (id INT PRIMARY KEY, version BIGINT NOT NULL,
            FOREIGN KEY (version) REFERENCES leaders (version) ON UPDATE CASCADE);
          CREATE TABLE aliased (id INT PRIMARY KEY, value BIGINT NOT NULL,
            version BIGINT NOT NULL DEFAULT 1);
          CREATE TRIGGER resolve_aliases BEFORE INSERT ON aliased FOR EACH ROW
            SET NEW.id = NEW.id % 1000000;
          CREATE TRIGGER count_aliased BEFORE UPDATE ON aliased FOR EACH ROW
            SET NEW.version = OLD.version + 1;
          INSERT INTO lives VALUES (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0);
          INSERT INTO registers (id, color, value) VALUES
            (1, 'red', 0), (2, 'red', 0), (3, 'red', 0), (4, 'blue', 0), (5, 'red', 0),
            (6, 'blue', 0);
          """
              + KeyedTable.migration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows that clients write, all of them through Forebay and some past it as well. */
  static List<Integer> rows() {
    return List.of(1, 2, 3, 4, 5, 6);
  }

  /** Those that are never written past Forebay. */
  static List<Integer> rowsOfForebay() {
    return List.of(1, 2, 3, 4);
  }

  /** Those that are. */
  static List<Integer> rowsOfAll() {
    return List.of(5, 6);
  }
}
