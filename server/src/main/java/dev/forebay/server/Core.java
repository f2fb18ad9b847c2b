package dev.forebay.server;

import dev.forebay.aws.AwsEdge;
import dev.forebay.aws.lambda.LambdaService;
import dev.forebay.aws.signature.AccessKey;
import dev.forebay.aws.signature.AccessKeys;
import dev.forebay.aws.signature.Verifier;
import dev.forebay.aws.sts.SecurityTokenService;
import dev.forebay.data.DataApi;
import dev.forebay.functions.Functions;
import dev.forebay.functions.runtime.Application;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.mysql.tailer.Tailer;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.run.RunFile;
import dev.forebay.server.run.S3Address;
import dev.forebay.storage.StorageNode;
import dev.forebay.storage.StorageServer;
import dev.forebay.storage.load.BulkLoad;
import dev.forebay.storage.s3.S3Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The parts that need one another: the data API, functions, storage, the AWS edge. */
record Core(Foundation on, Parts parts) {
  static final List<TableScripts> TABLES =
      List.of(Tailer.TABLES, DataApi.TABLES, Jobs.TABLES, StorageServer.TABLES);

  static final List<String> RESERVED_PATHS =
      List.of("/rest", "/functions", "/jobs", "/health", "/metrics");

  /**
   * Opens them.
   *
   * @param environment what handlers find in theirs, once requests are answered
   * @return where the S3 endpoint is
   */
  S3Address open(Supplier<Map<String, String>> environment) {
    DataApi data = parts.add(data());
    Functions functions = parts.add(functions(environment));
    StorageNode node = on.settings().storageNode();
    StorageServer storage = parts.add(storage(node, functions));
    BulkLoad load = new BulkLoad(storage.objects(), data.tableWriter()::insertAll, on.clock());
    new LoadTargets(load).register(config().buckets(), on.jobs());
    parts.add(
        new AwsPart(
            List.of(
                new LambdaService(new LambdaInvocations(functions)), new SecurityTokenService())));
    return new S3Address(RunFile.url(node.host(), storage.port()), credentials(node.credentials()));
  }

  private ForebayConfig config() {
    return on.settings().config();
  }

  private DataApi data() {
    return DataApi.open(
        on.application().tables(),
        on.application().schema()::isNewerThan,
        on.application().cache(),
        config().api(),
        on.settings().policy());
  }

  private Functions functions(Supplier<Map<String, String>> environment) {
    return Functions.open(
        on.settings().functions(),
        new Application(on.settings().options().application(), environment),
        on.database(),
        on.jobs(),
        on.clock(),
        on.meters());
  }

  private StorageServer storage(StorageNode node, Functions functions) {
    Triggers triggers = Triggers.of(functions, on.jobs(), config(), on.meters());
    return StorageServer.start(
        config().storage(),
        config().buckets(),
        node,
        on.database(),
        triggers,
        on.clock(),
        on.meters());
  }

  private RunFile.S3 credentials(S3Credentials keys) {
    return new RunFile.S3(keys.accessKeyId(), keys.secretAccessKey(), config().storage().region());
  }

  /** What AWS's clients find at the main listener: the services of all parts. */
  AwsEdge aws(S3Address s3) {
    AccessKey key =
        new AccessKey(s3.credentials().accessKeyId(), s3.credentials().secretAccessKey());
    AccessKeys keys = id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty();
    return new AwsEdge(
        new Verifier(keys, s3.credentials().region(), on.clock()),
        parts.awsServices(),
        Map.of("s3", s3.url()));
  }
}
