package dev.forebay.data;

import dev.forebay.auth.ApiKeys;
import dev.forebay.auth.Authenticator;
import dev.forebay.auth.Policy;
import dev.forebay.auth.ReadRule;
import dev.forebay.auth.RoleAccess;
import dev.forebay.auth.TableAccess;
import dev.forebay.cache.Cache;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.NearSettings;
import dev.forebay.data.execute.Tables;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.tailer.Tailer;
import dev.forebay.parts.Guard;
import dev.forebay.redis.Redis;
import dev.forebay.redis.RedisSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.TestClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A data API that listens, as one of any number of nodes over a database and a Redis. */
public final class DataNode implements AutoCloseable {
  static final ApiKeys KEYS = ApiKeys.generate();
  static final DataSettings SETTINGS = new DataSettings(1000, 3000, 2000, 5, 100, true);

  final Database database;
  final SchemaSource schema;
  final Redis redis;
  final Cache cache;
  final DataApi api;
  private final Tables tables;
  final HttpServer server;
  final TestClient client;

  private DataNode(
      DatabaseSettings database,
      RedisSettings redisSettings,
      TableCaches caches,
      DataSettings settings,
      NearSettings near,
      Policy policy) {
    this.database = Database.open(database);
    OwnTables.migrate(this.database, List.of(Tailer.TABLES, DataApi.TABLES));
    this.schema = SchemaSource.open(this.database);
    this.tables = Tables.open(this.database, schema::current, caches::of);
    this.redis = Redis.connect(redisSettings.withTracking(!near.tables().isEmpty()));
    this.cache =
        Cache.open(
            redis,
            CacheSettings.DEFAULT.withNear(near),
            tables.intentResolver(),
            new SimpleMeterRegistry());
    this.api = DataApi.open(tables, schema::isNewerThan, cache, settings, policy);
    this.server =
        HttpServer.start(
            HttpSettings.onPort(0), new Guard(new Authenticator(KEYS)).routes(api.routes()));
    this.client = TestClient.of(server.port()).withKey(KEYS.secretKey().value());
  }

  /** A node that keeps rows of these tables in the process for so long. */
  static DataNode near(TestDatabase database, TestRedis redis, Map<String, Duration> tables) {
    return new DataNode(
        database.settings(),
        redis.settings(),
        caches(Map.of()),
        SETTINGS,
        new NearSettings(tables, 1 << 20),
        new Policy());
  }

  /** A node that caches every table, and lookups by these columns. */
  static DataNode start(TestDatabase database, TestRedis redis, Map<String, List<String>> lookups) {
    return new DataNode(
        database.settings(),
        redis.settings(),
        caches(lookups),
        SETTINGS,
        NearSettings.OFF,
        new Policy());
  }

  /** A node that lets the publishable key read what these tables allow. */
  static DataNode start(
      TestDatabase database,
      TestRedis redis,
      Map<String, List<String>> lookups,
      Map<String, ReadRule> readable) {
    Map<String, TableAccess> access = new HashMap<>();
    readable.forEach((table, rule) -> access.put(table, new TableAccess(new RoleAccess(rule))));
    return new DataNode(
        database.settings(),
        redis.settings(),
        caches(lookups),
        SETTINGS,
        NearSettings.OFF,
        new Policy(access));
  }

  /** Has the cache follow the database's log. */
  void follow(DatabaseSettings address) {
    cache.follow(
        new FollowedLog(database, address, schema, tables.changedRows()), Clock.systemUTC());
  }

  /** A client with the secret key. */
  public TestClient client() {
    return client;
  }

  /** A client with the publishable key. */
  TestClient anonymous() {
    return TestClient.of(server.port()).withKey(KEYS.publishableKey());
  }

  /** A node that caches every table but one, and lookups by these columns. */
  static DataNode startWithout(
      TestDatabase database, TestRedis redis, Map<String, List<String>> lookups, String table) {
    Map<String, TableCacheSettings> tables = new HashMap<>(caches(lookups).tables());
    tables.put(table, new TableCacheSettings(false, null, List.of(), false, null));
    TableCaches caches = new TableCaches(Duration.ofHours(1), tables);
    return new DataNode(
        database.settings(), redis.settings(), caches, SETTINGS, NearSettings.OFF, new Policy());
  }

  /** A node that keeps the lists of these tables. */
  static DataNode startWithLists(TestDatabase database, TestRedis redis, String... tables) {
    return startWithLists(database, redis, Map.of(), tables);
  }

  /** The same, with what roles may read. */
  static DataNode startWithLists(
      TestDatabase database, TestRedis redis, Map<String, TableAccess> access, String... tables) {
    Map<String, TableCacheSettings> caches = new HashMap<>();
    for (String table : tables) {
      caches.put(table, new TableCacheSettings(true, null, List.of(), true, null));
    }
    return new DataNode(
        database.settings(),
        redis.settings(),
        new TableCaches(Duration.ofHours(1), caches),
        SETTINGS,
        NearSettings.OFF,
        new Policy(access));
  }

  /** A node with limits of its own. */
  static DataNode start(TestDatabase database, TestRedis redis, DataSettings settings) {
    return new DataNode(
        database.settings(),
        redis.settings(),
        caches(Map.of()),
        settings,
        NearSettings.OFF,
        new Policy());
  }

  /** A node that uses the database as these settings say. */
  static DataNode start(DatabaseSettings database, TestRedis redis, DataSettings settings) {
    return new DataNode(
        database, redis.settings(), caches(Map.of()), settings, NearSettings.OFF, new Policy());
  }

  /** A node that gives Redis this long for an answer. */
  static DataNode start(TestDatabase database, TestRedis redis, Duration deadline) {
    return new DataNode(
        database.settings(),
        redis.settings(deadline),
        caches(Map.of()),
        SETTINGS,
        NearSettings.OFF,
        new Policy());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    cache.close();
    redis.close();
    schema.close();
    database.close();
  }

  private static TableCaches caches(Map<String, List<String>> lookups) {
    return new TableCaches(
        Duration.ofHours(1),
        lookups.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey,
                    e -> new TableCacheSettings(true, null, e.getValue(), false, null))));
  }
}
