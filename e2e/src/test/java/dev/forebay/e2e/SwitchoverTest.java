package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.embedded.EmbeddedRedis;
import dev.forebay.embedded.EmbeddedRedisSettings;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.ServerPair;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server and its replica change places behind the address of two nodes, whose connections to the
 * old one stay alive. Clients write through one node and read through the other all the time.
 */
class SwitchoverTest {
  /** A second and a half, and what a busy machine adds. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final int ROWS = 4;
  private static final String UP = "\"status\":\"up\"";

  @TempDir private Path folder;
  private ServerPair servers;
  private EmbeddedRedis redis;
  private final List<RunningForebay> nodes = new ArrayList<>();
  private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(ROWS + 1);
  private final Set<Integer> written = ConcurrentHashMap.newKeySet();
  private final Queue<String> stale = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean over;

  @BeforeEach
  void start() throws IOException {
    servers = new ServerPair(folder);
    servers.replicate();
    Path engines = Path.of("target", "engines").toAbsolutePath();
    redis = EmbeddedRedis.start(new EmbeddedRedisSettings(folder, engines, line -> {}));
    Path application = folder.resolve("app");
    writeApplication(application);
    for (int i = 0; i < 2; i++) {
      nodes.add(RunningForebay.start(application, environment()));
    }
    Eventually.until("all is up", () -> all(UP));
  }

  @AfterEach
  void stop() {
    over = true;
    clients.close();
    nodes.forEach(RunningForebay::close);
    redis.close();
    servers.close();
  }

  @Test
  void switchover_thatWaitsUntilNobodyUsesTheOldServer_showsNothingOld() throws Exception {
    startClients();
    allWritten();

    servers.first().readOnly(true);
    Eventually.until("the nodes say so", SOON, () -> all("\"database\":\"read-only\""));
    servers.catchUp();
    servers.second().run("STOP SLAVE");
    servers.second().readOnly(false);
    servers.leadTo(servers.second());
    Eventually.until("both nodes are back", SOON, () -> all("\"database\":\"up\""));

    allWritten();
    Eventually.until("both nodes use the cache", () -> all(UP));
    allWritten();
    stopClients();
    assertThat(stale).isEmpty();
    assertThat(total(servers.second())).isGreaterThan(total(servers.first()));
  }

  /** The old server is not fenced, so what is written there until it is noticed is lost. */
  @Test
  void address_thatLeadsElsewhereAtOnce_isFollowedSoonAndCachesNothingOfBefore() throws Exception {
    for (int id = 1; id <= ROWS; id++) {
      set(node(id), id, 1);
      read(node(id), id);
    }
    servers.catchUp();
    servers.second().run("STOP SLAVE");
    servers.second().readOnly(false);
    servers.second().run("UPDATE items SET n = 5");
    servers.leadTo(servers.second());

    Eventually.passes(
        SOON,
        () -> {
          for (int id = 1; id <= ROWS; id++) {
            assertThat(read(node(id), id)).isEqualTo(5);
          }
        });
    Eventually.until("both nodes use the cache", () -> all(UP));
    startClients();
    allWritten();
    stopClients();
    assertThat(stale).isEmpty();
    assertThat(total(servers.first())).isEqualTo(ROWS);
  }

  private void startClients() {
    for (int i = 1; i <= ROWS; i++) {
      int id = i;
      start(() -> write(id));
      start(() -> check(id, "id=eq." + id));
      start(() -> check(id, "id=lte." + id + "&order=id.desc"));
    }
  }

  private void start(Runnable request) {
    running.add(
        clients.submit(
            () -> {
              while (!over) {
                request.run();
              }
            }));
  }

  /** Returns once all rows have been written anew. */
  private void allWritten() {
    written.clear();
    Eventually.until("all rows are written", () -> written.size() == ROWS);
  }

  private void stopClients() throws Exception {
    over = true;
    for (Future<?> client : running) {
      client.get();
    }
  }

  /** Each row has one writer, so its values grow. */
  private void write(int id) {
    int next = acknowledged.get(id) + 1;
    if (set(node(id), id, next)) {
      acknowledged.set(id, next);
      written.add(id);
    }
  }

  private void check(int id, String query) {
    int known = acknowledged.get(id);
    HttpResponse<String> answer = node(id + 1).rest("GET", "items?" + query, null);
    if (answer.statusCode() == 200) {
      int n = RunningForebay.JSON.readTree(answer.body()).get(0).get("n").asInt();
      if (n < known) {
        stale.add("%s: %d, acknowledged was %d".formatted(query, n, known));
      }
    } else {
      assertThat(answer.body()).contains("FB401");
    }
  }

  private static boolean set(RunningForebay node, int id, int n) {
    return node.rest("PATCH", "items?id=eq." + id, "{\"n\":%d}".formatted(n)).statusCode() == 200;
  }

  private static int read(RunningForebay node, int id) {
    return node.rows("items?id=eq." + id).get(0).get("n").asInt();
  }

  private RunningForebay node(int id) {
    return nodes.get(id % nodes.size());
  }

  private boolean all(String health) {
    return nodes.stream().allMatch(node -> node.get("/health").body().contains(health));
  }

  private static int total(ServerPair.Server server) {
    return Integer.parseInt(server.value("SELECT SUM(n) FROM items"));
  }

  private Map<String, String> environment() {
    DatabaseSettings settings = servers.settings();
    return Map.of(
        "DATABASE_URL",
        settings.url(),
        "DATABASE_USER",
        settings.user(),
        "DATABASE_PASSWORD",
        settings.password().value(),
        "CACHE_URL",
        "redis://%s:%d".formatted(redis.host(), redis.port()));
  }

  private static void writeApplication(Path application) throws IOException {
    Files.createDirectories(application.resolve("db"));
    Files.writeString(
        application.resolve("forebay.yaml"),
        """
        database:
          url: ${DATABASE_URL}
          user: ${DATABASE_USER}
          password: ${DATABASE_PASSWORD}
        cache:
          url: ${CACHE_URL}
        tables:
          items: {cache: {ttl: 1h}}
        """);
    Files.writeString(
        application.resolve("db/V1__items.sql"),
        """
        CREATE TABLE items (id INT PRIMARY KEY, n INT NOT NULL);
        INSERT INTO items VALUES (1, 0), (2, 0), (3, 0), (4, 0);
        """);
  }
}
