package dev.forebay.storage;

import dev.forebay.base.config.DataSize;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.event.ObjectEventListener;
import dev.forebay.storage.event.TriggerSettings;
import dev.forebay.storage.s3.ListenerLimits;
import dev.forebay.storage.s3.S3Credentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A storage server on a free port, and the AWS SDK's client of it. */
final class TestStorage implements AutoCloseable {
  static final S3Credentials KEYS = S3Credentials.of("test-key", "test-secret");

  /** Where it says to be; signatures may be for any region. */
  static final String REGION = "eu-central-1";

  /** Its uploads have events. */
  static final String WATCHED = "watched";

  /** Its uploads have none. */
  static final String PLAIN = "plain-files";

  private static final ListenerLimits LIMITS =
      new ListenerLimits(
          1_000, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(5));

  private final Path folder;
  private final StorageServer server;
  private final MeterRegistry meters;
  private final S3Client client;

  private TestStorage(Path folder, StorageServer server, MeterRegistry meters) {
    this.folder = folder;
    this.server = server;
    this.meters = meters;
    this.client = client(endpoint(), KEYS);
  }

  static TestStorage start(Path folder, Database database, ObjectEventListener listener) {
    return start(folder, database, listener, Duration.ofDays(30));
  }

  static TestStorage start(
      Path folder, Database database, ObjectEventListener listener, Duration retention) {
    return start(folder, database, listener, retention, LIMITS);
  }

  static TestStorage start(
      Path folder,
      Database database,
      ObjectEventListener listener,
      Duration retention,
      ListenerLimits limits) {
    StorageSettings settings =
        new StorageSettings(0, REGION, null, null, DataSize.parse("5GB"), retention);
    TriggerSettings everything = new TriggerSettings("any", null, "", "");
    Map<String, BucketSettings> buckets =
        Map.of(
            WATCHED, new BucketSettings(List.of(everything)), PLAIN, new BucketSettings(List.of()));
    StorageNode node = new StorageNode("127.0.0.1", 0, folder, KEYS, limits);
    OwnTables.migrate(database, List.of(StorageServer.TABLES));
    MeterRegistry meters = new SimpleMeterRegistry();
    return new TestStorage(
        folder,
        StorageServer.start(
            settings, buckets, node, database, listener, InstantSource.system(), meters),
        meters);
  }

  MeterRegistry meters() {
    return meters;
  }

  /** A listener that counts each delivery in {@code deliveries}, in the event's transaction. */
  static void countDelivery(Session tx, ObjectEvent event) {
    tx.update(
        "INSERT INTO deliveries (version, object_key) VALUES (?, ?)",
        List.of(event.version(), event.key().getBytes(StandardCharsets.UTF_8)));
  }

  /** How many deliveries {@link #countDelivery} has counted. */
  static long deliveries(TestDatabase db) {
    return db.database()
        .read(
            session ->
                session.queryOne(
                    "SELECT COUNT(*) FROM deliveries", List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }

  static final String DELIVERIES =
      "CREATE TABLE deliveries (id INT AUTO_INCREMENT PRIMARY KEY, version CHAR(32), object_key"
          + " VARBINARY(1024))";

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  StorageServer server() {
    return server;
  }

  S3Client s3() {
    return client;
  }

  Path folder() {
    return folder;
  }

  /** What is in the staging folder: nothing, once uploads have ended. */
  List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(".staging"))) {
      return files.toList();
    }
  }

  static S3Client client(URI endpoint, S3Credentials keys) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        // The JDK's client reports a refusal in place of "100 Continue" as a broken connection.
        .serviceConfiguration(c -> c.expectContinueEnabled(false))
        .credentialsProvider(provider(keys))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(provider(KEYS))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static StaticCredentialsProvider provider(S3Credentials keys) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey().value()));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
