package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.auth.ReadRule;
import dev.forebay.auth.RoleAccess;
import dev.forebay.auth.TableAccess;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to whole queries, kept until a table that they read is written to by any node. */
@EveryServer
class ListCacheTest {
  private static final String HIT = "Forebay; hit";
  private static final String MISS = "Forebay; fwd=miss; stored";
  private static final String OTHERWISE = "Forebay; fwd=bypass; detail=not-a-lookup";
  private static final String ALL = "items?select=id,name&order=id";

  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE shops (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE)",
          """
          CREATE TABLE items (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(40), shop INT,
            FOREIGN KEY (shop) REFERENCES shops (id) ON DELETE CASCADE)\
          """,
          "CREATE TABLE tags (id INT PRIMARY KEY, name VARCHAR(20))",
          """
          CREATE TABLE item_tags (item INT, tag INT, PRIMARY KEY (item, tag),
            FOREIGN KEY (item) REFERENCES items (id) ON DELETE CASCADE,
            FOREIGN KEY (tag) REFERENCES tags (id))\
          """,
          "CREATE TABLE others (id INT PRIMARY KEY, item INT, FOREIGN KEY (item) REFERENCES items"
              + " (id))",
          """
          CREATE TABLE kinds (id INT PRIMARY KEY, d DECIMAL(9,2), t DATETIME(3), j JSON, b BLOB,
            e ENUM('x','y'), bo BOOLEAN, bi BIT(4), f DOUBLE, s TEXT, da DATE, ti TIME)\
          """,
          "CREATE VIEW shown AS SELECT id, name FROM items",
          "CREATE TABLE keyless (a INT)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final String[] KEPT = {
    "shops", "items", "tags", "item_tags", "kinds", "shown", "keyless"
  };
  private static final DataNode NODE =
      DataNode.startWithLists(
          DB,
          REDIS,
          Map.of("items", new TableAccess(new RoleAccess(new ReadRule(null, "name=like.open*")))),
          KEPT);
  private static final DataNode OTHER = DataNode.startWithLists(DB, REDIS, KEPT);

  @BeforeEach
  void fill() {
    REDIS.console().flushall();
    DB.run(
        "DELETE FROM item_tags",
        "DELETE FROM others",
        "DELETE FROM items",
        "DELETE FROM shops",
        "DELETE FROM tags",
        "INSERT INTO shops VALUES (1, 'one'), (2, 'two')",
        "INSERT INTO items VALUES (1, 'a', 1), (2, 'b', 2), (3, 'open c', 2)",
        "INSERT INTO tags VALUES (1, 'x'), (2, 'y')",
        "INSERT INTO item_tags VALUES (1, 1), (2, 2)",
        "INSERT INTO others VALUES (1, 1)");
  }

  @AfterAll
  static void stop() {
    OTHER.close();
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void list_readAgain_isOutOfTheCacheOfAllNodes() {
    HttpResponse<String> first = get(NODE, ALL);
    assertThat(status(first)).isEqualTo(MISS);
    awaitHit(NODE, ALL);

    HttpResponse<String> second = get(OTHER, ALL);
    assertThat(status(second)).isEqualTo(HIT);
    assertThat(second.body())
        .isEqualTo(first.body())
        .isEqualTo(
            "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"},{\"id\":3,\"name\":\"open c\"}]");
    assertThat(second.headers().firstValue("Content-Range"))
        .isEqualTo(first.headers().firstValue("Content-Range"));
    try (StatementLog log = StatementLog.of(DB)) {
      get(NODE, ALL);
      assertThat(log.count("`items`")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "POST   | items                            | {\"name\":\"new\"}",
        "POST   | items                            |"
            + " [{\"id\":7,\"name\":\"n\"},{\"id\":8,\"name\":\"m\"}]",
        "PATCH  | items?id=eq.1                    | {\"name\":\"changed\"}",
        "PATCH  | items?id=gt.0                    | {\"name\":\"changed\"}",
        "PATCH  | items?id=eq.1                    | {\"id\":70}",
        "DELETE | items?id=eq.3                    | none",
        "PUT    | items?id=eq.3                    | {\"id\":3,\"name\":\"put\",\"shop\":1}",
        "PUT    | items?id=eq.9                    | {\"id\":9,\"name\":\"put\",\"shop\":1}",
        "POST   | items?on_conflict=id             |"
            + " [{\"id\":3,\"name\":\"up\"},{\"id\":10,\"name\":\"in\"}]",
        "DELETE | shops?id=eq.2                    | none",
      })
  void write_ofAnyKind_isInTheNextListOfTheOtherNode(String method, String path, String body) {
    DB.run("DELETE FROM item_tags", "DELETE FROM others");
    kept(ALL);

    HttpResponse<String> written =
        OTHER
            .client
            .with("Prefer", "resolution=merge-duplicates")
            .send(method, "/rest/v1/" + path, body.equals("none") ? "" : body);

    assertThat(written.statusCode()).as(written.body()).isLessThan(300);
    assertFresh(ALL);
  }

  @Test
  void insertOfMany_isInTheNextListOfTheOtherNode() {
    String count = "items?select=count()";
    kept(count);
    String rows =
        IntStream.range(0, 1500)
            .mapToObj(i -> "{\"name\":\"n" + i + "\"}")
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(OTHER.client.post("/rest/v1/items", rows).statusCode()).isEqualTo(201);

    assertThat(get(NODE, count).body()).isEqualTo("[{\"count\":1503}]");
  }

  @Test
  void write_thatWasRolledBack_leavesTheListRight() {
    kept(ALL);

    assertThat(OTHER.client.post("/rest/v1/items", "{\"id\":1,\"name\":\"twice\"}").statusCode())
        .isEqualTo(409);

    assertThat(get(NODE, ALL).body()).contains("\"name\":\"a\"").doesNotContain("twice");
    awaitHit(NODE, ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items?select=name,shops(name)&order=id | shops",
        "items?select=name,tags(name)&order=id | tags",
        "items?select=name,tags(name)&order=id | item_tags",
        "shops?select=name,items(name,tags(name))&order=id | tags",
        "shops?select=name,items!inner(tags!inner())&items.tags.name=eq.y&order=id | tags",
        "items?select=name,...shops(shop:name)&order=shops(name) | shops",
      })
  void list_ofSeveralTables_isOldWhenOneOfThemIsWrittenTo(String query, String table) {
    kept(query);

    String path = table.equals("item_tags") ? "item_tags?item=eq.1" : table + "?id=eq.2";
    HttpResponse<String> written =
        table.equals("item_tags")
            ? OTHER.client.delete("/rest/v1/" + path)
            : OTHER.client.patch("/rest/v1/" + path, "{\"name\":\"changed\"}");

    assertThat(written.statusCode()).as(written.body()).isLessThan(300);
    assertFresh(query);
  }

  @Test
  void write_toAnotherTable_leavesTheList() {
    kept(ALL);

    OTHER.client.patch("/rest/v1/tags?id=eq.1", "{\"name\":\"z\"}");

    assertThat(status(get(NODE, ALL))).isEqualTo(HIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items?select=name,others(id)",
        "others",
        "others?select=id,items(name)",
        "shown",
        "keyless",
        "items?select=name,shops(id,others:items(others(id)))"
      })
  void list_thatAlsoReadsWhatIsNotKept_isNotKept(String query) {
    get(NODE, query);
    get(NODE, query);

    assertThat(status(get(NODE, query))).isNotEqualTo(HIT).isNotEqualTo(MISS);
  }

  @Test
  void count_exact_isKeptWithTheRows() {
    TestClient counting = NODE.client.with("Prefer", "count=exact");
    String query = "/rest/v1/items?select=id&order=id&limit=2";
    counting.get(query);
    Eventually.until("a hit", () -> status(counting.get(query)).equals(HIT));

    HttpResponse<String> hit = counting.get(query);
    assertThat(hit.statusCode()).isEqualTo(206);
    assertThat(hit.headers().firstValue("Content-Range")).contains("0-1/3");
    assertThat(status(NODE.client.get(query))).isEqualTo(MISS);
    assertThat(status(NODE.client.with("Prefer", "count=planned").get(query))).isEqualTo(OTHERWISE);
  }

  @Test
  void list_asCsvOrOneObject_isMadeOfTheSameEntry() {
    kept("items?select=id,name&order=id&limit=1");

    HttpResponse<String> csv =
        NODE.client
            .with("Accept", "text/csv")
            .get("/rest/v1/items?select=id,name&order=id&limit=1");
    assertThat(status(csv)).isEqualTo(HIT);
    assertThat(csv.body()).isEqualTo("id,name\n1,a\n");
    HttpResponse<String> object =
        NODE.client
            .with("Accept", "application/vnd.pgrst.object+json")
            .get("/rest/v1/items?select=id,name&order=id&limit=1");
    assertThat(object.body()).isEqualTo("{\"id\":1,\"name\":\"a\"}");
  }

  @Test
  void role_thatSeesFewerRows_hasAListOfItsOwn() {
    kept("items?select=name&order=id");
    try (TestClient web = NODE.anonymous()) {
      for (int round = 0; round < 3; round++) {
        HttpResponse<String> seen = web.get("/rest/v1/items?select=name&order=id");
        assertThat(seen.body()).isEqualTo("[{\"name\":\"open c\"}]");
        assertThat(status(seen)).isEqualTo("Forebay; detail=row-filter");
      }
      OTHER.client.patch("/rest/v1/items?id=eq.1", "{\"name\":\"open a\"}");
      assertThat(web.get("/rest/v1/items?select=name&order=id").body())
          .isEqualTo("[{\"name\":\"open a\"},{\"name\":\"open c\"}]");
    }
  }

  @Test
  void noCache_asksTheDatabase() {
    kept(ALL);
    DB.run("UPDATE items SET name = 'past Forebay' WHERE id = 1");

    assertThat(NODE.client.with("Cache-Control", "no-cache").get("/rest/v1/" + ALL).body())
        .contains("past Forebay");
  }

  @Test
  void list_afterAnAlterTable_hasTheNewColumn() {
    kept("tags?order=id");
    DB.run("ALTER TABLE tags ADD COLUMN more INT");
    try {
      Eventually.until(
          "the schema is new", () -> get(NODE, "tags?order=id").body().contains("more"));
    } finally {
      DB.run("ALTER TABLE tags DROP COLUMN more");
      Eventually.until(
          "the schema is as it was",
          () ->
              !get(NODE, "tags?order=id").body().contains("more")
                  && !get(OTHER, "tags?order=id").body().contains("more"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d=eq.1.5",
        "t=gt.2024-01-15T10:30:00.5",
        "j->a=eq.1",
        "j->>a=eq.x",
        "j=cs.{\"a\":1}",
        "b=eq.YWI=",
        "e=eq.x",
        "e=in.(x,y)",
        "bo=is.true",
        "bi=eq.5",
        "f=lt.1.5e3",
        "s=like.*x*",
        "s=ilike.*x*",
        "s=match.^x",
        "da=neq.2024-02-29",
        "ti=gte.10:30:00",
        "s=isdistinct.x",
        "or=(d.gt.1,not.and(s.is.null,f.eq.2))",
        "s=like(any).{a*,b*}",
        "select=d::text,j->a",
        "select=e,count(),d.sum(),f.avg()&order=e",
        "select=x:s,y:s&order=d.desc.nullslast"
      })
  void query_ofAnyGrammarAndType_isKept(String query) {
    String encoded =
        "kinds?"
            + query
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("\"", "%22")
                .replace(">", "%3E")
                .replace("^", "%5E");
    assertThat(status(get(NODE, encoded))).as(get(NODE, encoded).body()).isIn(MISS, HIT);
    awaitHit(NODE, encoded);
  }

  private static void kept(String query) {
    get(NODE, query);
    awaitHit(NODE, query);
  }

  /** What is read next is no hit, and what the database has. */
  private static void assertFresh(String query) {
    HttpResponse<String> next = get(NODE, query);
    assertThat(status(next)).isNotEqualTo(HIT);
    assertThat(next.body())
        .isEqualTo(OTHER.client.with("Cache-Control", "no-cache").get("/rest/v1/" + query).body());
  }

  private static void awaitHit(DataNode node, String query) {
    Eventually.until("a hit", () -> status(get(node, query)).equals(HIT));
  }

  private static HttpResponse<String> get(DataNode node, String query) {
    return node.client.get("/rest/v1/" + query);
  }

  private static String status(HttpResponse<String> response) {
    return response.headers().firstValue("Cache-Status").orElse("" + response.statusCode());
  }
}
