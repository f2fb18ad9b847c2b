package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EmbedCacheTest {
  private static final String ONE = "/rest/v1/orders?id=eq.1&select=customers(name)";
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20))",
          """
          CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT,
            FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          "INSERT INTO customers VALUES (1, 'Ann')",
          "INSERT INTO orders VALUES (1, 1)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final DataNode NODE = DataNode.start(DB, REDIS, Map.of());

  @AfterAll
  static void stop() {
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void embed_ofOneRowByItsKey_isReadThroughTheCache() {
    assertThat(NODE.client.get(ONE).body()).isEqualTo(named("Ann"));
    awaitHit();
    DB.run("UPDATE customers SET name = 'Ada' WHERE id = 1");
    assertThat(NODE.client.get(ONE).body()).isEqualTo(named("Ann"));
    assertThat(NODE.client.with("Cache-Control", "no-cache").get(ONE).body())
        .isEqualTo(named("Ada"));

    NODE.client.send("PATCH", "/rest/v1/customers?id=eq.1", "{\"name\":\"Bea\"}");
    assertThat(NODE.client.get(ONE).body()).isEqualTo(named("Bea"));
  }

  private static void awaitHit() {
    Eventually.until(
        "a hit",
        () ->
            NODE.client
                .get("/rest/v1/customers?id=eq.1")
                .headers()
                .firstValue("Cache-Status")
                .orElse("")
                .equals("Forebay; hit"));
  }

  private static String named(String name) {
    return "[{\"customers\":{\"name\":\"" + name + "\"}}]";
  }
}
