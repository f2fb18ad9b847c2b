package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisAwayTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
          "CREATE TABLE keyless (v INT)",
          "INSERT INTO t VALUES (1, 1)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final DataNode NODE = DataNode.start(DB, REDIS, Duration.ofMillis(200));

  @AfterAll
  static void stop() {
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void redis_thatHangsOrDies_costsNoReadAndNoPromise() {
    Eventually.until("the row is kept", () -> status().equals("Forebay; hit"));
    REDIS.hang();
    try {
      assertThat(read().body()).isEqualTo("[{\"id\":1,\"v\":1}]");
      HttpResponse<String> refused = patch(2);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).startsWith("{\"code\":\"FB501\"");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(read().body()).isEqualTo("[{\"id\":1,\"v\":1}]");
      assertThat(status()).startsWith("Forebay; fwd=bypass; detail=");
      assertThat(NODE.client.post("/rest/v1/keyless", "{\"v\":1}").statusCode()).isEqualTo(201);
    } finally {
      REDIS.resume();
    }
    Eventually.until("a write goes through again", () -> patch(3).statusCode() == 204);
    assertThat(read().body()).isEqualTo("[{\"id\":1,\"v\":3}]");
    REDIS.kill();
    assertThat(read().body()).isEqualTo("[{\"id\":1,\"v\":3}]");
    Eventually.until("a write goes through again", () -> patch(4).statusCode() == 204);
    assertThat(read().body()).isEqualTo("[{\"id\":1,\"v\":4}]");
    Eventually.until("the row is kept again", () -> status().equals("Forebay; hit"));
    assertThat(read().body()).isEqualTo("[{\"id\":1,\"v\":4}]");
  }

  private static HttpResponse<String> read() {
    return NODE.client.get("/rest/v1/t?id=eq.1");
  }

  private static String status() {
    return read().headers().firstValue("Cache-Status").orElseThrow();
  }

  private static HttpResponse<String> patch(int v) {
    return NODE.client.patch("/rest/v1/t?id=eq.1", "{\"v\":" + v + "}");
  }
}
