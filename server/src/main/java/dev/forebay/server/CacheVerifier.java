package dev.forebay.server;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.cache.StoredEntries;
import dev.forebay.data.entry.EntryVerifier;
import dev.forebay.data.execute.Tables;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.redis.Redis;
import dev.forebay.redis.RedisLink;
import dev.forebay.redis.RedisSettings;
import dev.forebay.redis.RedisUnavailableException;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.engine.RunningEngines;
import dev.forebay.server.run.Options;
import dev.forebay.server.verify.Difference;
import dev.forebay.server.verify.Report;
import dev.forebay.server.verify.Verification;
import dev.forebay.server.verify.VerifiedEntries;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compares the cache of an application with its database, in a process and over connections of its
 * own: a node that serves neither waits for it nor has to be right for it to be.
 */
public final class CacheVerifier implements AutoCloseable {
  /** Pages are larger than what a request waits for. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final int CONNECTIONS = 2;

  private final ForebayConfig config;
  private final SchemaSource schema;
  private final EntryVerifier entries;
  private final RedisSettings address;
  private final OpenResources resources = new OpenResources();

  /**
   * Connects to the application's engines. FB801 where its configuration is wrong, FB806 where an
   * embedded engine is not running, FB4xx where the database cannot be reached.
   *
   * @param environment gives an environment variable's value, or null
   */
  public CacheVerifier(Options options, UnaryOperator<@Nullable String> environment) {
    config = Features.ALL.read(options.application(), environment).as(ForebayConfig.class);
    RunningEngines engines = new RunningEngines(options);
    ModuleSettings settings =
        new ModuleSettings(config, options, new DataFiles(options.dataFolder()));
    address = engines.cache(config.cache(), DEADLINE);
    Database database =
        resources.add(Database.open(engines.database(config.database()).withPoolSize(CONNECTIONS)));
    schema = resources.add(SchemaSource.open(database, settings.booleans()));
    entries = Tables.open(database, schema::current, settings.tableCaches()::of).entryVerifier();
  }

  /**
   * Goes once through all entries. FB4xx or FB501 where an engine stops answering, FB805 where
   * there is no such table.
   *
   * @param found is told of each difference
   * @param progress is told, again and again, how many keys were passed
   */
  public Report verify(VerifiedEntries scope, Consumer<Difference> found, LongConsumer progress) {
    requireTable(scope.table());
    RedisLink link = resources.add(Redis.connect(address)).link();
    if (link == null) {
      throw unavailable(null);
    }
    try {
      return new Verification(new StoredEntries(link), entries, pause())
          .run(scope, found, progress);
    } catch (RedisUnavailableException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    resources.close();
  }

  /** By then, a change by direct SQL has left the cache. */
  private Duration pause() {
    return config.cache().lag().multipliedBy(2);
  }

  private void requireTable(@Nullable String table) {
    if (table != null && schema.current().table(table).isEmpty()) {
      throw new ForebayException(
          ErrorCode.USAGE,
          "There is no table " + table,
          NearestName.of(table, schema.current().tables().keySet())
              .map(nearest -> "Did you mean " + nearest + "?")
              .orElse("SHOW TABLES lists them."));
    }
  }

  private static ForebayException unavailable(@Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.CACHE_UNAVAILABLE,
        "Redis does not answer",
        cause == null ? null : cause.getMessage(),
        "Is it up?",
        cause);
  }
}
