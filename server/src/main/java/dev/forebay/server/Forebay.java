package dev.forebay.server;

import dev.forebay.auth.ApiKeys;
import dev.forebay.auth.Authenticator;
import dev.forebay.aws.AwsEdge;
import dev.forebay.aws.lambda.LambdaService;
import dev.forebay.aws.signature.AccessKey;
import dev.forebay.aws.signature.AccessKeys;
import dev.forebay.aws.signature.Verifier;
import dev.forebay.aws.sts.SecurityTokenService;
import dev.forebay.cache.Cache;
import dev.forebay.cache.CacheSettings;
import dev.forebay.data.DataApi;
import dev.forebay.data.execute.Tables;
import dev.forebay.embedded.DataFolder;
import dev.forebay.functions.Functions;
import dev.forebay.functions.runtime.Application;
import dev.forebay.http.HttpServer;
import dev.forebay.http.Route;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Migrations;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.redis.Redis;
import dev.forebay.server.changes.DirectWrites;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.docs.DocsPage;
import dev.forebay.server.engine.EngineStarter;
import dev.forebay.server.engine.Engines;
import dev.forebay.server.run.Options;
import dev.forebay.server.run.RunFile;
import dev.forebay.storage.StorageNode;
import dev.forebay.storage.StorageServer;
import dev.forebay.storage.load.BulkLoad;
import dev.forebay.storage.s3.S3Credentials;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One application, served by this process: everything is wired here. */
public final class Forebay implements AutoCloseable {
  private final Options options;
  private final UnaryOperator<@Nullable String> environment;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();
  private final Resources resources = new Resources();

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
    this.options = options;
    this.environment = environment;
    this.progress = progress;
  }

  /** Starts everything; returns once requests are answered. Whoever calls closes it in any case. */
  public void start() {
    StartTimes times = new StartTimes();
    ForebayConfig config = ForebayConfig.read(options.application(), environment);
    DataFiles data = new DataFiles(resources.add(DataFolder.open(options.dataFolder())).path());
    RunFile.remove(data.folder());
    ModuleSettings settings = new ModuleSettings(config, options, data);
    ApiKeys keys = data.apiKeys(config.auth());

    Engines engines = startEngines(config, data);
    Database database = resources.add(Database.open(engines.database()));
    Migrations.run(database, settings.migrations());
    SchemaSource schema = resources.add(SchemaSource.open(database, settings.booleans()));
    Tables tables = Tables.open(database, schema::current, settings.tableCaches()::of);
    CacheSettings cacheSettings = settings.cache();
    boolean near = !cacheSettings.near().tables().isEmpty();
    Redis redis = resources.add(Redis.connect(engines.redis().withTracking(near)));
    Cache cache = resources.add(Cache.open(redis, cacheSettings, tables.intentResolver()));
    database.onOtherServer(() -> cache.drop("the database is another server by now"));
    DirectWrites directWrites =
        DirectWrites.follow(
            cache,
            new DirectWrites.Source(engines.database(), database, schema, tables.changedRows()),
            config.cache().tailer(),
            settings.tailer(),
            clock,
            progress);

    List<String> withoutTransactions = schema.current().withoutTransactions();
    if (!withoutTransactions.isEmpty()) {
      progress.accept(
          "Not cached, and written one row at a time, because their engine has no transactions: "
              + String.join(", ", withoutTransactions));
    }

    Authenticator authenticator = new Authenticator(keys);
    DataApi api =
        DataApi.open(
            tables, schema::isNewerThan, cache, config.api(), authenticator, settings.policy());
    Jobs jobs = Jobs.open(database, settings.jobs(), clock);
    Functions functions =
        resources.add(
            Functions.open(
                settings.functions(),
                new Application(options.application(), this::handlerEnvironment),
                database,
                jobs,
                clock));
    resources.add(jobs); // Behind the functions, which running jobs need until they have ended.
    StorageNode node = settings.storageNode();
    Triggers triggers = new Triggers(jobs, config.buckets(), config.storage().region());
    StorageServer storage =
        resources.add(
            StorageServer.start(
                config.storage(), config.buckets(), node, database, triggers, clock));
    BulkLoad load = BulkLoad.open(database, storage.objects(), api.tableWriter()::insertAll, clock);
    new LoadTargets(load).register(config.buckets(), jobs);

    List<Route> routes = new ArrayList<>(api.routes());
    routes.addAll(functions.routes(authenticator));
    routes.addAll(DocsPage.routes());
    routes.add(new Health(database, schema, cache, directWrites, clock).route());
    routes.add(new Metrics(cache.statistics()).route());
    AwsEdge aws = awsEdge(node, config.storage().region(), new LambdaInvocations(functions, jobs, database), storage);
    HttpServer http = resources.add(HttpServer.start(settings.http(), List.of(aws), routes));

    RunFile ready = runFile(settings, node, keys, engines, http, storage);
    run = ready;
    jobs.start();
    directWrites.awaitCaughtUp(cache);
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

  private AwsEdge awsEdge(
      StorageNode node, String region, LambdaInvocations invocations, StorageServer storage) {
    S3Credentials credentials = node.credentials();
    AccessKey key = new AccessKey(credentials.accessKeyId(), credentials.secretAccessKey().value());
    AccessKeys keys = id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty();
    return new AwsEdge(
        new Verifier(keys, region, clock),
        List.of(new LambdaService(invocations), new SecurityTokenService()),
        Map.of("s3", RunFile.url(node.host(), storage.port())));
  }

  private static RunFile runFile(
      ModuleSettings settings,
      StorageNode node,
      ApiKeys keys,
      Engines engines,
      HttpServer http,
      StorageServer storage) {
    var credentials = node.credentials();
    return new RunFile(
        RunFile.url(settings.http().host(), http.port()),
        RunFile.url(node.host(), storage.port()),
        ProcessHandle.current().pid(),
        keys.secretKey(),
        keys.publishableKey(),
        new RunFile.S3(
            credentials.accessKeyId(),
            credentials.secretAccessKey(),
            settings.config().storage().region()),
        engines.databaseAddress(),
        engines.cacheAddress());
  }
}
