package dev.forebay.benchmarks;

import dev.forebay.client.ForebayClient;
import dev.forebay.mysql.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** From the upload of a usage file to its committed invoice, with eight uploaders. */
final class UsageBenchmark {
  private static final int WARM_UP = 200;
  private static final int FILES = 1000;
  private static final int UPLOADERS = 8;
  private static final long LOOK_AGAIN_NANOS = 1_000_000;
  private static final String COMMITTED = "SELECT 1 FROM invoices WHERE source_key = ?";

  private final Path home;

  UsageBenchmark(Path home) {
    this.home = home;
  }

  void run() throws Exception {
    Path data = home.resolve("benchmarks/target/data/usage-" + ProcessHandle.current().pid());
    try (ForebayProcess forebay = ForebayProcess.start(home, home.resolve("apps/billing"), data);
        Database database = Database.open(forebay.database())) {
      // The application reads invoices by id; this looks for them by file.
      database.read(s -> s.update("CREATE INDEX by_key ON invoices (source_key(100))", List.of()));
      upload(forebay, database, "warm-", WARM_UP);
      long begin = System.nanoTime();
      List<Double> latencies = upload(forebay, database, "file-", FILES);
      double seconds = (System.nanoTime() - begin) / 1e9;
      print(latencies, seconds, Disk.fsyncMillis(data));
    }
  }

  private static List<Double> upload(
      ForebayProcess forebay, Database database, String prefix, int files) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
    ForebayClient client = client(forebay.run());
    try (var uploaders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int uploader = 0; uploader < UPLOADERS; uploader++) {
        all.add(
            uploaders.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < files; n = next.getAndIncrement()) {
                    latencies.add(one(client, database, prefix + n + ".json", n));
                  }
                }));
      }
      for (Future<?> uploader : all) {
        uploader.get();
      }
    }
    return latencies;
  }

  private static double one(ForebayClient client, Database database, String key, int n) {
    String file = "{\"customer_id\": %d, \"usage_amount\": %d}".formatted(n % 5 + 1, n + 10);
    long begin = System.nanoTime();
    client
        .object("usage-data-bucket", key)
        .put(file.getBytes(StandardCharsets.UTF_8), "application/json");
    while (database.read(s -> s.queryOne(COMMITTED, List.of(key), row -> 1)).isEmpty()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void print(List<Double> latencies, double seconds, double fsync) {
    List<Double> sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-28s p50 %.1f ms   p99 %.1f ms   %.0f files/s with %d uploaders   (one fsync: %.1f ms)%n",
        "usage file to invoice",
        Latencies.percentile(sorted, 50),
        Latencies.percentile(sorted, 99),
        latencies.size() / seconds,
        UPLOADERS,
        fsync);
  }

  private static ForebayClient client(JsonNode run) {
    JsonNode s3 = run.get("s3");
    return ForebayClient.from(
        Map.of(
            "FOREBAY_URL", run.get("url").asString(),
            "FOREBAY_SECRET_KEY", run.get("secretKey").asString(),
            "FOREBAY_S3_URL", run.get("s3Url").asString(),
            "FOREBAY_S3_ACCESS_KEY_ID", s3.get("accessKeyId").asString(),
            "FOREBAY_S3_SECRET_ACCESS_KEY", s3.get("secretAccessKey").asString(),
            "FOREBAY_S3_REGION", s3.get("region").asString()));
  }
}
