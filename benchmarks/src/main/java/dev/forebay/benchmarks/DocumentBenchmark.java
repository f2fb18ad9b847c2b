package dev.forebay.benchmarks;

import dev.forebay.mysql.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of 1,000 tables after a change of one: how long it takes, and how much time
 * on the processor.
 */
final class DocumentBenchmark {
  private static final int TABLES = 1000;
  private static final int CHANGES = 6;

  /** A node sees DDL within a second. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path home;
  private final @Nullable Path other;

  /** Beside another checkout's build, or null. */
  DocumentBenchmark(Path home, @Nullable Path other) {
    this.home = home;
    this.other = other;
  }

  void run() throws Exception {
    try (Builds builds = Builds.start(home, other, "document")) {
      List<ForebayProcess> processes = new ArrayList<>(List.of(builds.now()));
      if (builds.before() != null) {
        processes.add(builds.before());
      }
      for (ForebayProcess process : processes) {
        create(process);
      }
      for (int change = 0; change <= CHANGES; change++) {
        for (ForebayProcess process : processes) {
          measure(process, process == builds.now() ? "forebay" : Contest.BEFORE, change);
        }
      }
    }
  }

  private static void create(ForebayProcess forebay) {
    try (Database database = Database.open(forebay.database())) {
      for (int n = 0; n < TABLES; n++) {
        String table = table(n, Math.max(n - 1, 0));
        database.read(session -> session.update(table, List.of()));
      }
    }
  }

  private static String table(int n, int parent) {
    return """
    CREATE TABLE IF NOT EXISTS t%d (id BIGINT AUTO_INCREMENT PRIMARY KEY, parent BIGINT NOT NULL,
      root BIGINT, name VARCHAR(40) NOT NULL, amount DECIMAL(10,2) NOT NULL DEFAULT 0,
      status ENUM('pending', 'paid') NOT NULL, day DATE, at DATETIME(3) NOT NULL, data JSON,
      active BOOLEAN NOT NULL DEFAULT TRUE, FOREIGN KEY (parent) REFERENCES t%d (id),
      FOREIGN KEY (root) REFERENCES t0 (id))\
    """
        .formatted(n, parent);
  }

  /** A document that is still the old one is asked for again: the node has not seen the DDL. */
  private static void measure(ForebayProcess forebay, String name, int change) throws Exception {
    String comment = change + " at " + System.nanoTime();
    try (Database database = Database.open(forebay.database())) {
      String sql = "ALTER TABLE t%d COMMENT '%s'".formatted(change, comment);
      database.read(session -> session.update(sql, List.of()));
    }
    String document;
    Duration cpu;
    long begin;
    do {
      LockSupport.parkNanos(PAUSE_NANOS);
      cpu = forebay.cpu();
      begin = System.nanoTime();
      document = read(forebay);
    } while (!document.contains(comment));
    System.out.printf(
        Locale.ROOT,
        "%-28s %-8s %,d bytes in %.2f s, %.2f s of CPU%n",
        change == 0 ? "document, first" : "document after DDL",
        name,
        document.length(),
        (System.nanoTime() - begin) / 1e9,
        forebay.cpu().minus(cpu).toMillis() / 1e3);
  }

  private static String read(ForebayProcess forebay) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(forebay.url() + "/rest/v1/"))
            .header("apikey", forebay.run().get("secretKey").asString())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
