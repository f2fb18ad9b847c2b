package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.idempotency.IdempotencyKeys;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EveryServer
class IdempotencyTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE heroes (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) UNIQUE)",
          "CREATE TABLE counters (id INT PRIMARY KEY, n INT)",
          "CREATE PROCEDURE count_up() UPDATE counters SET n = n + 1 WHERE id = 1",
          "INSERT INTO counters VALUES (1, 0)");

  @Test
  void write_sentAgain_givesTheFirstAnswerAndWritesOnce() {
    TestClient client = keyed().with("Prefer", "return=representation");
    HttpResponse<String> first = client.post("/rest/v1/heroes", "[{},{}]");
    HttpResponse<String> second = client.post("/rest/v1/heroes", "[{},{}]");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  @Test
  void write_withAnotherBodyOrPath_isRefused() {
    TestClient client = keyed();
    client.post("/rest/v1/counters", "{\"id\":5}");
    String refused =
        "422"
            + ErrorScenariosTest.error(
                "FB247",
                "The Idempotency-Key was used with another request",
                null,
                "Use a new key for a new request");
    HttpResponse<String> answer = client.post("/rest/v1/counters", "{\"id\":6}");
    assertThat(answer.statusCode() + answer.body()).isEqualTo(refused);
    answer = client.delete("/rest/v1/counters?id=eq.5");
    assertThat(answer.statusCode() + answer.body()).isEqualTo(refused);
    assertThat(count("counters WHERE id IN (5, 6)")).isEqualTo(1);
  }

  @Test
  void write_thatFailed_isDoneWhenSentAgain() {
    NODE.client.post("/rest/v1/heroes", "{\"id\":700,\"name\":\"taken\"}");
    TestClient client = keyed();
    assertThat(client.post("/rest/v1/heroes", "{\"name\":\"taken\"}").statusCode()).isEqualTo(409);
    NODE.client.delete("/rest/v1/heroes?id=eq.700");
    assertThat(client.post("/rest/v1/heroes", "{\"name\":\"taken\"}").statusCode()).isEqualTo(201);
  }

  @Test
  void writes_atOnceWithOneKey_areOne() {
    TestClient client = keyed();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> client.post("/rest/v1/rpc/count_up", "{}").statusCode(), threads))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(204));
    }
    assertThat(count("counters WHERE id = 1 AND n = 1")).isEqualTo(1);
  }

  @Test
  void transaction_sentAgain_isDoneOnce() {
    TestClient client = keyed();
    String operations = "[{\"method\":\"POST\",\"path\":\"/heroes\",\"body\":{\"name\":\"once\"}}]";
    HttpResponse<String> first = client.post("/rest/v1/transaction", operations);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(client.post("/rest/v1/transaction", operations).body()).isEqualTo(first.body());
  }

  @Test
  void key_thatHasExpired_isForgotten() {
    TestClient client = keyed();
    client.post("/rest/v1/counters", "{\"id\":8}");
    NODE.db.run(
        "UPDATE forebay_idempotency_keys SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE");
    assertThat(client.post("/rest/v1/counters", "{\"id\":9}").statusCode()).isEqualTo(201);
  }

  @Test
  void keys_thatHaveExpiredForAnHour_areSwept() {
    keyed().post("/rest/v1/counters", "{\"id\":11}");
    NODE.db.run(
        "UPDATE forebay_idempotency_keys SET expires_at = UTC_TIMESTAMP() - INTERVAL 2 HOUR");
    keyed().post("/rest/v1/counters", "{\"id\":12}");
    Instant now = Clock.systemUTC().instant();
    NODE.db.database().transaction(tx -> IdempotencyKeys.sweep().run(tx, now, now));
    assertThat(count("forebay_idempotency_keys")).isEqualTo(1);
  }

  @Test
  void key_thatIsTooLong_isRefused() {
    HttpResponse<String> answer =
        NODE.client
            .with("Idempotency-Key", "x".repeat(256))
            .post("/rest/v1/counters", "{\"id\":10}");
    assertThat(answer.statusCode() + answer.body())
        .isEqualTo(
            "400"
                + ErrorScenariosTest.error(
                    "FB100",
                    "The Idempotency-Key must have 1 to 255 characters",
                    null,
                    "Send a new UUID for every write, and the same one to send it again"));
  }

  private static TestClient keyed() {
    return NODE.client.with("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static long count(String from) {
    return NODE.db
        .database()
        .read(
            session ->
                session.queryOne(
                    "SELECT COUNT(*) FROM " + from, List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }
}
