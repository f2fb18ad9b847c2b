package dev.forebay.benchmarks;

import dev.forebay.mysql.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thousand clients that read the same row at once, which is not in the cache. How often a node
 * then asks the database for it is counted in the database's own log.
 */
final class CrowdBenchmark {
  private static final int CLIENTS = 1000;
  private static final int CROWDS = 20;
  private static final int WARM_UP = 5;

  private final Path home;

  CrowdBenchmark(Path home) {
    this.home = home;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startCold(home);
        Database database = Database.open(forebay.database());
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      execute(database, "SET GLOBAL log_output = 'TABLE', GLOBAL general_log = 1");
      for (long id = 1; id <= WARM_UP; id++) {
        read(client, threads, forebay, id);
      }
      CacheFigures before = CacheFigures.of(forebay);
      List<Double> latencies = new ArrayList<>();
      List<Long> queries = new ArrayList<>();
      for (long id = WARM_UP + 1; id <= WARM_UP + CROWDS; id++) {
        long asked = queries(database);
        latencies.addAll(read(client, threads, forebay, id));
        queries.add(queries(database) - asked);
      }
      System.out.printf(
          Locale.ROOT,
          "%-28s database queries a cold row: median %d, most %d   (goal exactly 1)%n",
          "crowd of 1,000 clients",
          queries.stream().sorted().toList().get(CROWDS / 2),
          Collections.max(queries));
      Latencies.print("crowd of 1,000 clients", latencies);
      CacheFigures.of(forebay).since(before).print("crowd of 1,000 clients");
    }
  }

  /** How long each of the clients waited, in milliseconds. */
  private static List<Double> read(
      HttpClient client, ExecutorService threads, ForebayProcess forebay, long id)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(forebay.url() + "/rest/v1/parts?id=eq." + id))
            .header("apikey", forebay.run().get("secretKey").asString())
            .build();
    Callable<Double> call =
        () -> {
          long begin = System.nanoTime();
          HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
          if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
          }
          return (System.nanoTime() - begin) / 1e6;
        };
    List<Double> latencies = new ArrayList<>();
    for (Future<Double> done : threads.invokeAll(Collections.nCopies(CLIENTS, call))) {
      latencies.add(done.get());
    }
    return latencies;
  }

  /** By how many statements rows of the table have been read. */
  private static long queries(Database database) {
    return database
        .read(
            session ->
                session.queryOne(
                    """
                    SELECT COUNT(*) FROM mysql.general_log
                    WHERE command_type IN ('Query', 'Execute') AND argument LIKE 'select `id`%from `parts`%'
                    """,
                    List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }

  private static void execute(Database database, String sql) {
    database.read(session -> session.update(sql, List.of()));
  }
}
