package dev.forebay.server;

import dev.forebay.auth.ApiKeys;
import dev.forebay.auth.Authenticator;
import dev.forebay.base.config.ConfigFile;
import dev.forebay.cache.Cache;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.data.execute.Tables;
import dev.forebay.embedded.DataFolder;
import dev.forebay.http.Edge;
import dev.forebay.http.server.HttpServer;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.migration.Migrations;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.parts.Guard;
import dev.forebay.parts.PartRoute;
import dev.forebay.redis.Redis;
import dev.forebay.server.changes.DirectWrites;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.engine.EngineStarter;
import dev.forebay.server.engine.Engines;
import dev.forebay.server.jobs.JobsPart;
import dev.forebay.server.run.Options;
import dev.forebay.server.run.RunFile;
import dev.forebay.server.run.S3Address;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One application, served by this process: everything is wired here. */
public final class Forebay implements AutoCloseable {
  private final Features features;
  private final Options options;
  private final UnaryOperator<@Nullable String> environment;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();
  private final OpenResources resources = new OpenResources();

  /** Written once by the start; handlers and signals read it from other threads. */
  private volatile @Nullable RunFile run;

  /**
   * An application that has not been started.
   *
   * @param environment gives an environment variable's value, or null
   * @param progress is told of slow work and of the start's times, a line at a time
   */
  public Forebay(
      Options options, UnaryOperator<@Nullable String> environment, Consumer<String> progress) {
    this(Features.ALL, options, environment, progress);
  }

  Forebay(
      Features features,
      Options options,
      UnaryOperator<@Nullable String> environment,
      Consumer<String> progress) {
    this.features = features;
    this.options = options;
    this.environment = environment;
    this.progress = progress;
  }

  /** Starts everything; returns once requests are answered. Whoever calls closes it in any case. */
  public void start() {
    StartTimes times = new StartTimes();
    ConfigFile file = features.read(options.application(), environment);
    ForebayConfig config = file.as(ForebayConfig.class);
    DataFiles data = new DataFiles(resources.add(DataFolder.open(options.dataFolder())).path());
    RunFile.remove(data.folder());
    ModuleSettings settings = new ModuleSettings(config, options, data);
    ApiKeys keys = data.apiKeys(config.auth());

    Engines engines = startEngines(config, data);
    Metrics metrics = Metrics.open();
    Database database = resources.add(Database.open(engines.database(), metrics.meters()));
    OwnTables.migrate(database, features.tables());
    Migrations.run(database, settings.migrations());
    Foundation on = foundation(settings, engines, database, metrics.meters());

    Parts parts = new Parts(resources);
    parts.add(metrics);
    parts.add(on);
    Core core = new Core(on, parts);
    S3Address s3 = core.open(this::handlerEnvironment);
    features.open(file, on, parts);
    parts.add(
        new JobsPart(on.jobs())); // Last: those that run need the others until they have ended.

    parts.recurringJobs().forEach(on.jobs()::register);

    HttpServer http =
        resources.add(listen(settings.http(), keys, parts, core.aws(s3), metrics.meters()));
    String url = RunFile.url(settings.http().host(), http.port());
    RunFile ready = RunFile.of(url, s3, keys, engines.databaseAddress(), engines.cacheAddress());
    run = ready;
    parts.start();
    on.application().directWrites().awaitCaughtUp(on.application().cache());
    ready.write(data.folder());
    resources.add(() -> RunFile.remove(data.folder()));
    progress.accept(times.describe(engines));
  }

  /** What scripts are told of this run; only once it has started. */
  public RunFile run() {
    return Objects.requireNonNull(run, "not started");
  }

  /**
   * Drains requests, gives back jobs and stops the engines. May be called at any time, and twice.
   */
  @Override
  public void close() {
    resources.close();
  }

  private Engines startEngines(ForebayConfig config, DataFiles data) {
    return new EngineStarter(data.folder(), options.engineFolder(), progress, resources::add)
        .start(config.database(), config.cache());
  }

  private Map<String, String> handlerEnvironment() {
    return run().handlerEnvironment();
  }

  private Foundation foundation(
      ModuleSettings settings, Engines engines, Database database, MeterRegistry meters) {
    SchemaSource schema = resources.add(SchemaSource.open(database, settings.booleans()));
    Tables tables = Tables.open(database, schema::current, settings.tableCaches()::of);
    CacheSettings cacheSettings = settings.cache();
    boolean near = !cacheSettings.near().tables().isEmpty();
    Redis redis = resources.add(Redis.connect(engines.redis().withTracking(near)));
    Cache cache = resources.add(Cache.open(redis, cacheSettings, tables.intentResolver(), meters));
    database.onOtherServer(() -> cache.drop("the database is another server by now"));
    DirectWrites directWrites =
        DirectWrites.follow(
            cache,
            new DirectWrites.Source(engines.database(), database, schema, tables.changedRows()),
            settings.config().cache().tailer(),
            settings.tailer(),
            clock,
            progress);
    tellOfTablesWithoutTransactions(schema.current());
    Jobs jobs = Jobs.open(database, settings.jobs(), meters, clock);
    ApplicationTables application = new ApplicationTables(schema, tables, cache, directWrites);
    return new Foundation(settings, database, application, jobs, meters, clock);
  }

  private void tellOfTablesWithoutTransactions(Schema schema) {
    List<String> withoutTransactions = schema.withoutTransactions();
    if (!withoutTransactions.isEmpty()) {
      progress.accept(
          "Not cached, and written one row at a time, because their engine has no transactions: "
              + String.join(", ", withoutTransactions));
    }
  }

  private static HttpServer listen(
      HttpSettings settings, ApiKeys keys, Parts parts, Edge aws, MeterRegistry meters) {
    List<Edge> edges = new ArrayList<>(parts.edges());
    edges.add(aws);
    List<PartRoute> routes = new ArrayList<>(parts.routes());
    routes.add(new Health(parts.probes()).route());
    Guard guard = new Guard(new Authenticator(keys));
    return HttpServer.start(settings, edges, guard.routes(routes), meters);
  }
}
