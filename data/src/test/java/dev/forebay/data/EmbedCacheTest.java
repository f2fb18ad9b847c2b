package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryServer
class EmbedCacheTest {
  private static final int MANY = 50;
  private static final String ONE = "/rest/v1/orders?id=eq.1&select=customers(name)";
  private static final String ALL = "/rest/v1/orders?select=customers(name)&order=id";
  private static final String DEEP =
      "/rest/v1/orders?select=customers(name,countries(name))&order=id&limit=3";
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE countries (code VARCHAR(20) PRIMARY KEY, name VARCHAR(20))",
          """
          CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20), country VARCHAR(20),
            FOREIGN KEY (country) REFERENCES countries (code))\
          """,
          """
          CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT,
            FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          "INSERT INTO countries VALUES ('fr', 'France'), ('gr', 'Greece')",
          "INSERT INTO customers SELECT seq, CONCAT('c', seq), IF(seq % 2, 'FR', 'gr')"
              + " FROM "
              + TestServer.sequence(50),
          "INSERT INTO orders SELECT seq, seq FROM " + TestServer.sequence(50),
          "INSERT INTO orders VALUES (51, NULL), (52, 1)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final DataNode NODE =
      DataNode.start(DB, REDIS, Map.of("orders", List.of("customer_id")));

  @BeforeEach
  void empty() {
    REDIS.console().flushall();
  }

  @AfterAll
  static void stop() {
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void embed_ofOneRowByItsKey_isReadThroughTheCache() {
    assertThat(NODE.client.get(ONE).body()).isEqualTo("[{\"customers\":{\"name\":\"c1\"}}]");
    awaitHit("customers?id=eq.1");
    try {
      DB.run("UPDATE customers SET name = 'Ada' WHERE id = 1");
      assertThat(NODE.client.get(ONE).body()).isEqualTo("[{\"customers\":{\"name\":\"c1\"}}]");
      assertThat(NODE.client.with("Cache-Control", "no-cache").get(ONE).body())
          .isEqualTo("[{\"customers\":{\"name\":\"Ada\"}}]");

      rename(1, "Bea");
      assertThat(NODE.client.get(ONE).body()).isEqualTo("[{\"customers\":{\"name\":\"Bea\"}}]");
    } finally {
      rename(1, "c1");
    }
  }

  @Test
  void embed_ofDifferentRows_isOneStatementAndThenNone() {
    try (StatementLog log = StatementLog.of(DB)) {
      assertThat(NODE.client.get(ALL).body()).isEqualTo(all("c7"));
      assertThat(log.count("`customers`")).isEqualTo(1);

      IntStream.rangeClosed(1, MANY).forEach(id -> awaitHit("customers?id=eq." + id));
      log.clear();
      assertThat(NODE.client.get(ALL).body()).isEqualTo(all("c7"));
      assertThat(log.count("`customers`")).isZero();
      assertThat(log.count("`orders`")).isEqualTo(1);
    }
  }

  @Test
  void embed_ofDifferentRowsOneOfWhichIsWritten_showsWhatWasWritten() {
    assertThat(NODE.client.get(ALL).body()).isEqualTo(all("c7"));
    IntStream.rangeClosed(1, MANY).forEach(id -> awaitHit("customers?id=eq." + id));
    try {
      rename(7, "Eve");

      assertThat(NODE.client.get(ALL).body()).isEqualTo(all("Eve"));
    } finally {
      rename(7, "c7");
    }
  }

  @Test
  void embed_thatLeadsFurtherByTexts_isCachedWhateverTheirCase() {
    String expected =
        """
        [{"customers":{"name":"c1","countries":{"name":"France"}}},\
        {"customers":{"name":"c2","countries":{"name":"Greece"}}},\
        {"customers":{"name":"c3","countries":{"name":"France"}}}]\
        """;
    assertThat(NODE.client.get(DEEP).body()).isEqualTo(expected);
    awaitHit("countries?code=eq.FR");
    awaitHit("countries?code=eq.gr");
    IntStream.rangeClosed(1, 3).forEach(id -> awaitHit("customers?id=eq." + id));

    try (StatementLog log = StatementLog.of(DB)) {
      assertThat(NODE.client.get(DEEP).body()).isEqualTo(expected);
      assertThat(log.count("`countries`")).isZero();
      assertThat(log.count("`customers`")).isZero();
    }
  }

  @Test
  void embed_redisIsAway_isOneStatement() {
    NODE.client.get(ALL);
    REDIS.hang();
    try (StatementLog log = StatementLog.of(DB)) {
      Eventually.until("the cache is left out", () -> !NODE.cache.available());
      log.clear();
      assertThat(NODE.client.get(ALL).body()).isEqualTo(all("c7"));
      assertThat(log.count("`customers`")).isEqualTo(1);
    } finally {
      REDIS.resume();
    }
    Eventually.until("Redis is there again", NODE.cache::available);
  }

  @Test
  void rowThatEmbeds_allOfItInRedis_takesNoConnection() {
    String path = "/rest/v1/orders?id=eq.1&select=id,customers(name,countries(name))";
    try (DataNode node = DataNode.start(DB.settings().withPoolSize(1), REDIS, DataNode.SETTINGS)) {
      Eventually.until("a hit", () -> cacheStatus(node, path).equals("Forebay; hit"));
      var answer = node.database.read(_ -> node.client.get(path));
      assertThat(answer.body())
          .isEqualTo(
              "[{\"id\":1,\"customers\":{\"name\":\"c1\",\"countries\":{\"name\":\"France\"}}}]");
      assertThat(answer.headers().firstValue("Cache-Status")).contains("Forebay; hit");
    }
  }

  @Test
  void cacheStatus_ofRowThatEmbeds_isAHitOnlyIfEverythingWas() {
    awaitHit("orders?id=eq.3");
    assertThat(cacheStatus(NODE, "/rest/v1/orders?id=eq.3&select=id,customers(name)"))
        .isEqualTo("Forebay; fwd=miss; stored");
    awaitHit("orders?id=eq.3&select=id,customers(name)");
    awaitHit("orders?id=eq.51&select=id,customers(name)");

    awaitHit("customers?id=eq.3");
    assertThat(cacheStatus(NODE, "/rest/v1/customers?id=eq.3&select=id,orders(id)"))
        .isEqualTo("Forebay; fwd=bypass; detail=embeds");
  }

  private static void rename(int id, String name) {
    NODE.client.send("PATCH", "/rest/v1/customers?id=eq." + id, "{\"name\":\"" + name + "\"}");
  }

  private static String all(String seventh) {
    return IntStream.rangeClosed(1, MANY + 2)
        .mapToObj(id -> id == MANY + 1 ? "null" : "{\"name\":\"" + name(id, seventh) + "\"}")
        .map(customer -> "{\"customers\":" + customer + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String name(int order, String seventh) {
    int customer = order > MANY ? 1 : order;
    return customer == 7 ? seventh : "c" + customer;
  }

  private static void awaitHit(String row) {
    Eventually.until("a hit", () -> cacheStatus(NODE, "/rest/v1/" + row).equals("Forebay; hit"));
  }

  private static String cacheStatus(DataNode node, String path) {
    return node.client.get(path).headers().firstValue("Cache-Status").orElse("");
  }
}
