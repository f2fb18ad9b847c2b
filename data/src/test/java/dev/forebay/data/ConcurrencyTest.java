package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final Pattern VALUE = Pattern.compile("\\[\\{\"v\":(\\d+)}]");

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("counters", List.of("kind")),
          "CREATE TABLE invoices (id INT PRIMARY KEY, status VARCHAR(10) NOT NULL)",
          "CREATE TABLE counters (id INT PRIMARY KEY, kind INT NOT NULL, v INT NOT NULL)",
          "INSERT INTO counters VALUES (1, 1, 0)");

  private static final DataNode OTHER = NODE.another();

  @Test
  void patch_byFiftyClientsAtOnce_isDoneByOne() {
    NODE.client.post("/rest/v1/invoices", "{\"id\":1,\"status\":\"pending\"}");
    List<Callable<String>> payments = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      TestClient client =
          (i % 2 == 0 ? NODE.client : OTHER.client).with("Prefer", "return=representation");
      payments.add(
          () ->
              client
                  .patch("/rest/v1/invoices?id=eq.1&status=eq.pending", "{\"status\":\"paid\"}")
                  .body());
    }
    List<String> bodies = all(payments);
    assertThat(bodies).filteredOn("[{\"id\":1,\"status\":\"paid\"}]"::equals).hasSize(1);
    assertThat(bodies).filteredOn("[]"::equals).hasSize(49);
  }

  /** A reader that starts after a write was acknowledged sees it, or a later one. */
  @Test
  void reads_besideWritesOnTwoNodes_areNeverStale() {
    AtomicLong acknowledged = new AtomicLong();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      DataNode reader = i % 2 == 0 ? NODE.node : OTHER;
      String lookup = i < 2 ? "id=eq.1" : "kind=eq.1";
      clients.add(() -> readUntil(reader.client, lookup, acknowledged, 200));
    }
    clients.add(() -> write(acknowledged, 200));
    all(clients);
  }

  private static Void write(AtomicLong acknowledged, int times) {
    for (int v = 1; v <= times; v++) {
      TestClient client = (v % 3 == 0 ? OTHER.client : NODE.client);
      assertThat(client.patch("/rest/v1/counters?id=eq.1", "{\"v\":" + v + "}").statusCode())
          .isEqualTo(204);
      acknowledged.set(v);
    }
    return null;
  }

  private static Void readUntil(
      TestClient client, String lookup, AtomicLong acknowledged, int last) {
    long seen = 0;
    while (seen < last) {
      long atLeast = acknowledged.get();
      HttpResponse<String> answer = client.get("/rest/v1/counters?select=v&" + lookup);
      Matcher value = VALUE.matcher(answer.body());
      assertThat(value.matches()).as(answer.body()).isTrue();
      seen = Long.parseLong(value.group(1));
      assertThat(seen).isGreaterThanOrEqualTo(atLeast);
    }
    return null;
  }

  private static <T> List<T> all(List<Callable<T>> tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
