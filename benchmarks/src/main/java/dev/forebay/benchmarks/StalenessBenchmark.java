package dev.forebay.benchmarks;

import dev.forebay.mysql.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * From the end of an UPDATE by direct SQL to the first cached read that shows it. The row is in the
 * cache when it is changed, so the change is seen by the binlog and by nothing else.
 */
final class StalenessBenchmark {
  private static final int WARM_UP = 100;
  private static final int CHANGES = 1000;
  private static final int ROWS = 1000;
  private static final long LOOK_AGAIN_NANOS = 200_000;
  private static final String CHANGE = "UPDATE items SET name = ? WHERE id = ?";

  private final Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(1);

  StalenessBenchmark(Path home) {
    this.home = home;
  }

  void run() throws Exception {
    Path data = home.resolve("benchmarks/target/data/staleness");
    try (ForebayProcess forebay = ForebayProcess.start(home, home.resolve("benchmarks/app"), data);
        Database database = Database.open(forebay.database())) {
      changes(forebay, database, WARM_UP);
      Latencies.print("direct SQL to cached read", changes(forebay, database, CHANGES));
    }
  }

  private List<Double> changes(ForebayProcess forebay, Database database, int count)
      throws Exception {
    List<Double> latencies = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      long id = 1L + random.nextInt(ROWS);
      String name = "change " + random.nextInt();
      await(forebay, id, "hit");
      database.read(session -> session.update(CHANGE, List.of(name, id)));
      long begin = System.nanoTime();
      await(forebay, id, name);
      latencies.add((System.nanoTime() - begin) / 1e6);
    }
    return latencies;
  }

  /** Reads the row until the answer, or what it says of the cache, has this. */
  private void await(ForebayProcess forebay, long id, String wanted) throws Exception {
    while (!read(forebay, id).contains(wanted)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private String read(ForebayProcess forebay, long id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(forebay.url() + "/rest/v1/items?id=eq." + id))
            .header("apikey", forebay.run().get("secretKey").asString())
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return response.body() + response.headers().firstValue("Cache-Status").orElse("");
  }
}
