package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.Database;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What one node writes, in whatever way, the other one reads at once; and what one node lacks, it
 * asks the database for once, however many clients want it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OtherNodeTest {
  /** Rows that are there, and some that come or are never there. */
  private static final List<Integer> IDS = IntStream.rangeClosed(1, 10).boxed().toList();

  /** Rows that nobody reads before the test that is about them. */
  private static final List<Integer> COLD = List.of(101, 102, 103, 104);

  private static final int CLIENTS = 1000;

  private static FaultyEngines engines;
  private static RunningForebay writer;
  private static RunningForebay reader;

  /** A write of the data API: method, path, preference and body. */
  enum Write {
    OF_A_PRIMARY_KEY("PATCH", "registers?id=eq.1", "", "{\"id\":9}"),
    OF_A_LOOKUP_VALUE("PATCH", "registers?id=eq.2", "", "{\"color\":\"blue\"}"),
    OF_SEVERAL_ROWS("PATCH", "registers?id=in.(3,4)", "", "{\"value\":34}"),
    BY_A_LOOKUP_VALUE("PATCH", "registers?color=eq.blue", "", "{\"value\":35,\"color\":\"red\"}"),
    OF_AN_UPSERT(
        "POST",
        "registers",
        "resolution=merge-duplicates",
        "[{\"id\":3,\"color\":\"red\",\"value\":36},{\"id\":10,\"color\":\"blue\",\"value\":36}]"),
    OF_A_TRANSACTION(
        "POST",
        "transaction",
        "",
        """
        [{"method": "PATCH", "path": "/registers?id=eq.3", "body": {"color": "blue"}},
         {"method": "DELETE", "path": "/registers?id=eq.4"},
         {"method": "POST", "path": "/registers", "body": {"id": 7, "color": "red", "value": 1}}]\
        """),
    OF_A_ROW_DELETED("DELETE", "registers?id=eq.3", "", null),
    OF_A_ROW_INSERTED_AGAIN("POST", "registers", "", "{\"id\":3,\"color\":\"red\",\"value\":37}");

    private final String method;
    private final String path;
    private final String preference;
    private final String body;

    Write(String method, String path, String preference, String body) {
      this.method = method;
      this.path = path;
      this.preference = preference;
      this.body = body;
    }

    int status() {
      String[] prefer =
          Stream.of("apikey", writer.secretKey(), preference.isEmpty() ? "" : "Prefer", preference)
              .filter(word -> !word.isEmpty())
              .toArray(String[]::new);
      return writer.send(method, "/rest/v1/" + path, body, prefer).statusCode();
    }
  }

  @BeforeAll
  static void start() throws IOException {
    engines = FaultyEngines.start();
    Path application = RunningForebay.freshDataFolder().resolveSibling("other-node");
    FaultyEngines.writeApplication(application);
    Files.writeString(
        application.resolve("db/V2__cold.sql"),
        "INSERT INTO registers (id, color, value) VALUES"
            + " (101, 'cold', 0), (102, 'cold', 0), (103, 'cold', 0), (104, 'cold', 0);");
    Map<String, String> environment = new HashMap<>(engines.environment(false));
    environment.put("CACHE_TAILER", "auto");
    // A thousand clients at once are more than a small machine serves within these limits: a reader
    // that misses one goes to the database by itself.
    environment.put("CACHE_TIMEOUT", "1s");
    environment.put("CACHE_LAG", "10s");
    writer = RunningForebay.start(application, environment);
    reader = RunningForebay.start(application, environment);
    engines.database().run("SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = ON");
  }

  @AfterAll
  static void stop() {
    reader.close();
    writer.close();
    engines.close();
  }

  /** In their order, each on what those before have left. */
  @ParameterizedTest
  @EnumSource
  @Order(1)
  void write_throughOneNode_isSeenThroughTheOtherAtOnce(Write write) {
    reads().forEach(read -> cached(reader, read));
    List<String> before = answers();

    assertThat(write.status()).isBetween(200, 204);

    List<String> after = answers();
    assertThat(after).isEqualTo(stored()).isNotEqualTo(before);
  }

  @Test
  @Order(2)
  void coldRow_aThousandClientsOfOneNode_isReadFromTheDatabaseOnce() throws Exception {
    for (RunningForebay node : List.of(writer, reader)) {
      int row = COLD.get(node == writer ? 0 : 1);

      List<String> bodies = AtOnce.run(CLIENTS, client -> body(node, row));

      assertThat(bodies)
          .hasSize(CLIENTS)
          .containsOnly(
              "[{\"id\":%d,\"color\":\"cold\",\"value\":0,\"version\":1}]".formatted(row));
      assertThat(queries(row)).as("SELECTs of the row").hasSize(1);
    }
  }

  @Test
  @Order(2)
  void coldRow_aThousandClientsOfTwoNodes_isReadFromTheDatabaseOnceByEachAtMost() throws Exception {
    int row = COLD.get(2);

    List<String> bodies =
        AtOnce.run(CLIENTS, client -> body(client % 2 == 0 ? writer : reader, row));

    assertThat(bodies).hasSize(CLIENTS).containsOnly(bodies.getFirst());
    assertThat(queries(row)).as("SELECTs of the row").hasSizeBetween(1, 2);
  }

  /** One reads, and those who come meanwhile share the next read. */
  @Test
  @Order(3)
  @Timeout(120)
  void coldRow_aThousandClientsWhileRedisIsAway_isReadFromTheDatabaseAFewTimes() throws Exception {
    int row = COLD.get(3);
    engines.stopRedis();
    try {
      CountDownLatch locked = new CountDownLatch(1);
      CountDownLatch come = new CountDownLatch(CLIENTS);
      var unlocked = CompletableFuture.runAsync(() -> lockUntilAskedFor(row, locked, come));
      locked.await();

      List<String> bodies =
          AtOnce.run(
              CLIENTS,
              client -> {
                come.countDown();
                return body(reader, row);
              });

      unlocked.join();
      assertThat(bodies).hasSize(CLIENTS).containsOnly(bodies.getFirst());
      assertThat(queries(row)).as("SELECTs of the row").hasSizeLessThan(CLIENTS / 5);
    } finally {
      engines.resumeRedis();
    }
  }

  /** Nobody can read the row before all have set out who want it. */
  private static void lockUntilAskedFor(int row, CountDownLatch locked, CountDownLatch come) {
    try (Database sql = engines.sql()) {
      sql.read(
          session -> {
            session.update("LOCK TABLES registers WRITE", List.of());
            locked.countDown();
            Eventually.until(
                "the row is asked for", () -> come.getCount() == 0 && !queries(row).isEmpty());
            return session.update("UNLOCK TABLES", List.of());
          });
    }
  }

  private static String body(RunningForebay node, int row) {
    return get(node, "id=eq." + row).body();
  }

  /** The statements by which the database was asked for a row. */
  private static List<String> queries(int row) {
    String asked = "select `id`%% from `registers` where `id` = %d %%".formatted(row);
    try (Database sql = engines.sql()) {
      return sql.read(
          session ->
              session.query(
                  "SELECT argument FROM mysql.general_log"
                      + " WHERE command_type IN ('Query', 'Execute') AND argument LIKE ?",
                  List.of(asked),
                  found -> Objects.requireNonNull(found.string(1))));
    }
  }

  private static List<String> reads() {
    List<String> reads = new ArrayList<>(List.of("color=eq.red", "color=eq.blue"));
    IDS.forEach(id -> reads.add("id=eq." + id));
    return reads;
  }

  /** Reads until the cache has it, for the other node to find. */
  private static void cached(RunningForebay node, String read) {
    Eventually.until(
        read + " is a hit",
        () -> {
          var headers = get(node, read).headers();
          return headers.firstValue("Cache-Status").orElse("").endsWith("hit");
        });
  }

  private static List<String> answers() {
    return reads().stream().map(read -> get(reader, read).body()).toList();
  }

  private static List<String> stored() {
    return reads().stream()
        .map(read -> get(reader, read + "&order=id", "Cache-Control", "no-cache").body())
        .toList();
  }

  private static HttpResponse<String> get(RunningForebay node, String read, String... headers) {
    List<String> all = new ArrayList<>(List.of("apikey", node.secretKey()));
    all.addAll(List.of(headers));
    return node.send("GET", "/rest/v1/registers?" + read, null, all.toArray(String[]::new));
  }
}
