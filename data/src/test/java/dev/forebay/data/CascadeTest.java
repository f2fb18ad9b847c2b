package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that foreign keys change on their own, read through the cache of another node. */
class CascadeTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE shops (id INT PRIMARY KEY, code VARCHAR(10) NULL UNIQUE, name VARCHAR(10))",
          """
          CREATE TABLE orders (id INT PRIMARY KEY, shop VARCHAR(10) NULL, number INT NULL UNIQUE,
            FOREIGN KEY (shop) REFERENCES shops (code) ON DELETE CASCADE ON UPDATE CASCADE)\
          """,
          """
          CREATE TABLE items (number INT NOT NULL, line INT NOT NULL, PRIMARY KEY (number, line),
            FOREIGN KEY (number) REFERENCES orders (number) ON DELETE CASCADE ON UPDATE CASCADE)\
          """,
          """
          CREATE TABLE notes (id INT PRIMARY KEY, about INT NULL,
            FOREIGN KEY (about) REFERENCES orders (id) ON DELETE SET NULL)\
          """,
          """
          CREATE TABLE parts (id INT PRIMARY KEY, whole INT NULL,
            FOREIGN KEY (whole) REFERENCES parts (id) ON DELETE CASCADE)\
          """,
          "CREATE TABLE bare (code INT NOT NULL UNIQUE)",
          """
          CREATE TABLE unknown (id INT PRIMARY KEY, bare INT NULL,
            FOREIGN KEY (bare) REFERENCES bare (code) ON DELETE CASCADE)\
          """,
          """
          CREATE TABLE further (id INT PRIMARY KEY, unknown INT NULL,
            FOREIGN KEY (unknown) REFERENCES unknown (id) ON DELETE SET NULL)\
          """);
  private static final TestRedis REDIS = TestRedis.start();
  private static final Map<String, List<String>> LOOKUPS =
      Map.of("orders", List.of("shop"), "items", List.of("number"), "notes", List.of("about"));
  private static final DataNode NODE = DataNode.start(DB, REDIS, LOOKUPS);
  private static final DataNode OTHER = DataNode.start(DB, REDIS, LOOKUPS);

  /** Does not cache what others refer to, but the others. */
  private static final DataNode UNCACHED = DataNode.startWithout(DB, REDIS, LOOKUPS, "shops");

  @AfterAll
  static void stop() {
    UNCACHED.close();
    OTHER.close();
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @BeforeEach
  void aShop() {
    for (String table : List.of("notes?id=gt.0", "shops?id=gt.0", "parts?id=gt.0")) {
      NODE.client.delete("/rest/v1/" + table);
    }
    NODE.client.post("/rest/v1/shops", "{\"id\":1,\"code\":\"a\",\"name\":\"Ann\"}");
    NODE.client.post(
        "/rest/v1/orders",
        "[{\"id\":1,\"shop\":\"a\",\"number\":10},{\"id\":2,\"shop\":\"a\",\"number\":20}]");
    NODE.client.post("/rest/v1/items", "[{\"number\":10,\"line\":1},{\"number\":10,\"line\":2}]");
    NODE.client.post("/rest/v1/notes", "[{\"id\":1,\"about\":1},{\"id\":2,\"about\":null}]");
    for (String path :
        List.of("orders?id=eq.1", "orders?shop=eq.a", "items?number=eq.10", "notes?id=eq.1")) {
      cached(path);
    }
    cached("notes?about=eq.1");
  }

  @Test
  void delete_rowThatOthersReferTo_isSeenInAllThatGoWithIt() {
    assertThat(NODE.client.delete("/rest/v1/shops?id=eq.1").statusCode()).isEqualTo(204);

    assertGone();
    cached("orders?id=eq.1");
  }

  @Test
  void delete_ofATableThatIsNotCached_isSeenInAllThatGoWithIt() {
    assertThat(UNCACHED.client.delete("/rest/v1/shops?name=eq.Ann").statusCode()).isEqualTo(204);

    assertGone();
  }

  @Test
  void update_ofAColumnThatOthersReferTo_isSeenInThem() {
    NODE.client.patch("/rest/v1/shops?id=eq.1", "{\"code\":\"b\"}");

    assertRenamed();
  }

  @Test
  void update_ofATableThatIsNotCached_isSeenInThoseThatReferToIt() {
    UNCACHED.client.patch("/rest/v1/shops?name=eq.Ann", "{\"code\":\"b\"}");

    assertRenamed();
  }

  @Test
  void put_withAnotherValueThatOthersReferTo_isSeenInThem() {
    NODE.client.put("/rest/v1/shops?id=eq.1", "{\"id\":1,\"code\":\"b\",\"name\":\"Ann\"}");

    assertRenamed();
  }

  @Test
  void update_thatChangesPrimaryKeysByForeignKey_isSeenUnderBothKeys() {
    cached("items?number=eq.10&line=eq.1");

    NODE.client.patch("/rest/v1/orders?id=eq.1", "{\"number\":30}");

    assertThat(body("items?number=eq.10")).isEqualTo("[]");
    assertThat(body("items?number=eq.30"))
        .isEqualTo("[{\"number\":30,\"line\":1},{\"number\":30,\"line\":2}]");
  }

  @Test
  void delete_rowThatRowsOfItsOwnTableReferTo_isSeenInAllBelowIt() {
    NODE.client.post(
        "/rest/v1/parts",
        "[{\"id\":1,\"whole\":null},{\"id\":2,\"whole\":1},{\"id\":3,\"whole\":2},"
            + "{\"id\":4,\"whole\":null}]");
    IntStream.rangeClosed(1, 4).forEach(id -> cached("parts?id=eq." + id));

    NODE.client.delete("/rest/v1/parts?id=eq.1");

    for (int id = 1; id <= 3; id++) {
      assertThat(body("parts?id=eq." + id)).isEqualTo("[]");
    }
    assertThat(body("parts?id=eq.4")).isEqualTo("[{\"id\":4,\"whole\":null}]");
  }

  @Test
  void transaction_thatChangesARowAndDeletesWhatItRefersTo_leavesNothingOfIt() {
    HttpResponse<String> answer =
        NODE.client.post(
            "/rest/v1/transaction",
            """
            [{"method": "PATCH", "path": "/notes?id=eq.2", "body": {"about": 2}},
             {"method": "PATCH", "path": "/orders?id=eq.2", "body": {"number": 21}},
             {"method": "DELETE", "path": "/shops?id=eq.1"}]\
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body("orders?id=eq.2")).isEqualTo("[]");
    assertThat(body("notes?id=eq.2")).isEqualTo("[{\"id\":2,\"about\":null}]");
    assertGone();
  }

  @Test
  void delete_thatWouldTakeTooManyRowsAlong_isRefused() {
    DB.run(
        "INSERT INTO shops VALUES (2, 'big', 'Bob')",
        "INSERT INTO orders SELECT seq + 1000, 'big', NULL FROM " + TestServer.sequence(3001));

    HttpResponse<String> answer = NODE.client.delete("/rest/v1/shops?id=eq.2");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":\"FB207\",\"message\":\"The write would touch more than 3000 rows by foreign"
                + " keys\",\"details\":null,\"hint\":\"Write to the rows of orders first, in parts,"
                + " or set api.maxWrittenRows higher\"}");
    assertThat(body("shops?id=eq.2&select=id")).isEqualTo("[{\"id\":2}]");
    NODE.client.delete("/rest/v1/orders?id=lt.3000&shop=eq.big");
    assertThat(NODE.client.delete("/rest/v1/shops?id=eq.2").statusCode()).isEqualTo(204);
  }

  @Test
  void table_whoseChangesCannotBeKnown_isNotCached() {
    DB.run(
        "INSERT INTO bare VALUES (1)",
        "INSERT INTO unknown VALUES (1, 1)",
        "INSERT INTO further VALUES (1, 1)");
    for (String table : List.of("unknown", "further")) {
      body(table + "?id=eq.1");
      assertThat(status(table + "?id=eq.1")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
    }
    NODE.client.delete("/rest/v1/bare?code=eq.1");
    assertThat(body("unknown?id=eq.1")).isEqualTo("[]");
    assertThat(body("further?id=eq.1")).isEqualTo("[{\"id\":1,\"unknown\":null}]");
  }

  @Test
  void read_whileRowsGoWithOthers_neverAnswersWhatIsGone() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> readers =
        List.of(NODE, OTHER).stream()
            .map(node -> Thread.startVirtualThread(() -> readUntil(stop, node)))
            .toList();
    for (int round = 0; round < 100; round++) {
      NODE.client.delete("/rest/v1/shops?id=eq.1");
      assertThat(body("orders?id=eq.1")).isEqualTo("[]");
      assertThat(body("orders?shop=eq.a")).isEqualTo("[]");
      OTHER.client.post("/rest/v1/shops", "{\"id\":1,\"code\":\"a\"}");
      OTHER.client.post("/rest/v1/orders", "{\"id\":1,\"shop\":\"a\",\"number\":10}");
      assertThat(body("orders?id=eq.1&select=id")).isEqualTo("[{\"id\":1}]");
      assertThat(body("orders?shop=eq.a&select=id")).isEqualTo("[{\"id\":1}]");
    }
    stop.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
  }

  private static void readUntil(AtomicBoolean stop, DataNode node) {
    while (!stop.get()) {
      node.client.get("/rest/v1/orders?id=eq.1");
      node.client.get("/rest/v1/orders?shop=eq.a");
    }
  }

  private static void assertGone() {
    assertThat(body("orders?id=eq.1")).isEqualTo("[]");
    assertThat(body("orders?shop=eq.a")).isEqualTo("[]");
    assertThat(body("items?number=eq.10")).isEqualTo("[]");
    assertThat(body("notes?id=eq.1")).isEqualTo("[{\"id\":1,\"about\":null}]");
    assertThat(body("notes?about=eq.1")).isEqualTo("[]");
  }

  private static void assertRenamed() {
    assertThat(body("orders?id=eq.1&select=shop")).isEqualTo("[{\"shop\":\"b\"}]");
    assertThat(body("orders?shop=eq.a")).isEqualTo("[]");
    assertThat(body("orders?shop=eq.b&select=id")).isEqualTo("[{\"id\":1},{\"id\":2}]");
  }

  /** Reads by the other node until it comes from the cache. */
  private static void cached(String path) {
    Eventually.until("it is kept", () -> status(path).equals("Forebay; hit"));
  }

  private static String status(String path) {
    return OTHER.client.get("/rest/v1/" + path).headers().firstValue("Cache-Status").orElse("");
  }

  private static String body(String path) {
    return OTHER.client.get("/rest/v1/" + path).body();
  }
}
