package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NearTest {
  private static final String ROW = "/rest/v1/t?id=eq.1";
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1, 1)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final Map<String, Duration> LONG = Map.of("t", Duration.ofMinutes(10));
  private static final DataNode ONE = DataNode.near(DB, REDIS, LONG);
  private static final DataNode TWO = DataNode.near(DB, REDIS, LONG);

  @AfterAll
  static void stop() {
    TWO.close();
    ONE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void read_ofANearRow_saysSoAndFollowsWrites() {
    for (DataNode node : new DataNode[] {ONE, TWO}) {
      Eventually.until("it is kept", () -> status(node).equals("Forebay; hit; detail=near"));
      assertThat(body(node)).isEqualTo("[{\"id\":1,\"v\":1}]");
    }
    TestClient fresh = ONE.client.with("Cache-Control", "no-cache");
    assertThat(fresh.get(ROW).headers().firstValue("Cache-Status"))
        .contains("Forebay; fwd=request; detail=no-cache");

    ONE.client.patch(ROW, "{\"v\":2}");

    assertThat(body(ONE)).isEqualTo("[{\"id\":1,\"v\":2}]");
    Eventually.until("the other node shows it", () -> body(TWO).equals("[{\"id\":1,\"v\":2}]"));
  }

  private static String status(DataNode node) {
    return node.client.get(ROW).headers().firstValue("Cache-Status").orElse("");
  }

  private static String body(DataNode node) {
    return node.client.get(ROW).body();
  }
}
