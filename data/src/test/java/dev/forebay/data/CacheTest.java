package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cache answers, on two nodes over one database and one Redis. */
@EveryServer
class CacheTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("heroes", List.of("xp", "name", "price", "at", "tag", "kind")),
          """
          CREATE TABLE heroes (id INT PRIMARY KEY AUTO_INCREMENT, xp INT NULL, name VARCHAR(50)
            CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL, price DECIMAL(10,2) NULL,
            at DATETIME(6) NULL, tag VARBINARY(10) NULL, kind ENUM('good','bad') NULL)\
          """,
          "CREATE TABLE names (name VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v INT)",
          "CREATE TABLE changing (id INT PRIMARY KEY)",
          "INSERT INTO changing VALUES (1)",
          "CREATE VIEW good AS SELECT * FROM heroes WHERE kind = 'good'");

  private static final DataNode OTHER = NODE.another();

  @BeforeEach
  void twoHeroes() {
    NODE.client.delete("/rest/v1/heroes?id=gt.0");
    NODE.client.delete("/rest/v1/names?v=gte.0");
    NODE.client.post(
        "/rest/v1/heroes",
        """
        [{"id":1,"xp":150,"name":"Ann","price":1.50,"at":"2024-01-15T10:30:00.5","tag":"AP8=","kind":"good"},
         {"id":2,"xp":150,"name":"bob","price":2,"at":null,"tag":null,"kind":"bad"}]\
        """);
  }

  @Test
  void rowRead_secondTime_isAHit() {
    assertThat(settled("id=eq.1&select=id,xp")).isEqualTo("[{\"id\":1,\"xp\":150}]");
    assertThat(status("id=eq.1&select=xp")).isEqualTo("Forebay; hit");
    assertThat(body("xp:id,id:xp", "id=eq.1")).isEqualTo("[{\"xp\":1,\"id\":150}]");
  }

  @Test
  void rowRead_ofNoRow_isKeptToo() {
    assertThat(settled("id=eq.77")).isEqualTo("[]");
    NODE.client.post("/rest/v1/heroes", "{\"id\":77}");
    assertThat(body("id", "id=eq.77")).isEqualTo("[{\"id\":77}]");
  }

  @Test
  void lookup_secondTime_isAHitInTheOrderOfTheKey() {
    assertThat(settled("xp=eq.150&select=id")).isEqualTo("[{\"id\":1},{\"id\":2}]");
    assertThat(status("xp=eq.150&select=id&limit=2")).isEqualTo("Forebay; hit");
    assertThat(settled("xp=eq.1&select=id")).isEqualTo("[]");
  }

  @Test
  void lookup_thatIsCutOrSorted_readsTheDatabase() {
    settled("xp=eq.150");
    assertThat(status("xp=eq.150&limit=1")).isEqualTo("Forebay; fwd=bypass; detail=not-kept");
    assertThat(status("xp=eq.150&offset=1")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
    assertThat(status("xp=eq.150&order=id.desc"))
        .isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
  }

  @Test
  void read_thatIsNoEquality_readsTheDatabase() {
    assertThat(status("id=gt.1")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
    assertThat(status("id=eq.1&xp=eq.150")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
    assertThat(status("id=eq.1&id=eq.1")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
    assertThat(status("or=(id.eq.1,id.eq.2)"))
        .isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
    assertThat(status("id=not.eq.1")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
  }

  @Test
  void read_withNoCache_readsTheDatabase() {
    settled("id=eq.1");
    HttpResponse<String> answer =
        NODE.client.with("Cache-Control", "no-cache").get("/rest/v1/heroes?id=eq.1");
    assertThat(answer.headers().firstValue("Cache-Status"))
        .contains("Forebay; fwd=request; detail=no-cache");
  }

  @Test
  void count_ofALookup_isKnownFromTheCache() {
    settled("xp=eq.150");
    HttpResponse<String> answer =
        NODE.client.with("Prefer", "count=exact").get("/rest/v1/heroes?xp=eq.150");
    assertThat(answer.headers().firstValue("Cache-Status")).contains("Forebay; hit");
    assertThat(answer.headers().firstValue("Content-Range")).contains("0-1/2");
  }

  @Test
  void lookups_ofEveryType_seeAWrite() {
    List<String> lookups =
        List.of(
            "xp=eq.150",
            "name=eq.Ann",
            "name=eq.%C3%81NN",
            "price=eq.1.5",
            "price=eq.1.50",
            "price=eq.150e-2",
            "at=eq.2024-01-15T10:30:00.500000",
            "at=eq.2024-01-15%2010:30:00.5",
            "tag=eq.AP8=",
            "kind=eq.GOOD",
            "kind=eq.good");
    lookups.forEach(lookup -> assertThat(settled(lookup + "&select=id")).contains("{\"id\":1}"));
    NODE.client.patch(
        "/rest/v1/heroes?id=eq.1",
        """
        {"xp":1,"name":"Zoe","price":9,"at":null,"tag":null,"kind":"bad"}\
        """);
    lookups.forEach(lookup -> assertThat(body("id", lookup)).doesNotContain("{\"id\":1}"));
    assertThat(body("id", "kind=eq.bad")).isEqualTo("[{\"id\":1},{\"id\":2}]");
    assertThat(body("id", "name=eq.zo%C3%AB")).isEqualTo("[{\"id\":1}]");
  }

  @Test
  void lookup_ofATextWithSpacesBehind_isOneWithAndWithout() {
    assertThat(settled("name=eq.Ann%20%20&select=id")).isEqualTo("[{\"id\":1}]");
    NODE.client.post("/rest/v1/heroes", "{\"id\":3,\"name\":\"ANN \"}");
    assertThat(body("id", "name=eq.Ann%20%20")).isEqualTo("[{\"id\":1},{\"id\":3}]");
    assertThat(body("id", "name=eq.%C3%A1nn")).isEqualTo("[{\"id\":1},{\"id\":3}]");
  }

  @Test
  void textKey_inAnotherCase_isTheSameRow() {
    NODE.client.post("/rest/v1/names", "{\"name\":\"Ann\",\"v\":1}");
    assertThat(read("names?name=eq.aNN").body()).isEqualTo("[{\"name\":\"Ann\",\"v\":1}]");
    NODE.client.patch("/rest/v1/names?name=eq.ANN", "{\"v\":2}");
    assertThat(read("names?name=eq.aNN").body()).isEqualTo("[{\"name\":\"Ann\",\"v\":2}]");
    NODE.client.delete("/rest/v1/names?name=eq.ann%20");
    assertThat(read("names?name=eq.aNN").body()).isEqualTo("[]");
    assertThat(read("names?name=eq.Ann").body()).isEqualTo("[]");
  }

  @Test
  void insert_isSeenByEveryLookupAtOnce() {
    settled("xp=eq.150");
    settled("xp=eq.7");
    NODE.client.post("/rest/v1/heroes", "[{\"id\":3,\"xp\":150},{\"id\":4,\"xp\":7}]");
    assertThat(body("id", "xp=eq.150")).isEqualTo("[{\"id\":1},{\"id\":2},{\"id\":3}]");
    assertThat(body("id", "xp=eq.7")).isEqualTo("[{\"id\":4}]");
  }

  @Test
  void update_isSeenByOldAndNewLookups() {
    settled("xp=eq.150");
    settled("xp=eq.7");
    NODE.client.patch("/rest/v1/heroes?name=eq.bob", "{\"xp\":7}");
    assertThat(body("id", "xp=eq.150")).isEqualTo("[{\"id\":1}]");
    assertThat(body("id", "xp=eq.7")).isEqualTo("[{\"id\":2}]");
    assertThat(body("xp", "id=eq.2")).isEqualTo("[{\"xp\":7}]");
  }

  @Test
  void delete_isSeenByRowAndLookups() {
    settled("xp=eq.150");
    settled("id=eq.1");
    NODE.client.delete("/rest/v1/heroes?id=eq.1");
    assertThat(body("id", "xp=eq.150")).isEqualTo("[{\"id\":2}]");
    assertThat(body("id", "id=eq.1")).isEqualTo("[]");
  }

  @Test
  void write_thatIsRolledBack_leavesTheOldValue() {
    settled("id=eq.1");
    assertThat(
            NODE.client
                .with("Prefer", "return=representation")
                .with("Accept", "application/vnd.pgrst.object+json")
                .patch("/rest/v1/heroes?xp=eq.150", "{\"xp\":9}")
                .statusCode())
        .isEqualTo(406);
    assertThat(body("xp", "id=eq.1")).isEqualTo("[{\"xp\":150}]");
  }

  @Test
  void write_isWrittenThrough() {
    NODE.client.patch("/rest/v1/heroes?id=eq.1", "{\"xp\":9}");
    Eventually.until("the row is in the cache", () -> status("id=eq.1").equals("Forebay; hit"));
    assertThat(body("xp", "id=eq.1")).isEqualTo("[{\"xp\":9}]");
  }

  @Test
  void lookup_ofMoreRowsThanAreKept_readsTheDatabase() {
    String rows =
        IntStream.range(0, 1001)
            .mapToObj(i -> "{\"xp\":5}")
            .collect(Collectors.joining(",", "[", "]"));
    NODE.client.post("/rest/v1/heroes", rows);
    assertThat(status("xp=eq.5")).isEqualTo("Forebay; fwd=bypass; detail=not-kept");
    assertThat(status("xp=eq.5")).isEqualTo("Forebay; fwd=bypass; detail=not-kept");
    NODE.client.delete("/rest/v1/heroes?xp=eq.5");
    assertThat(body("id", "xp=eq.5")).isEqualTo("[]");
  }

  @Test
  void view_isNotCached() {
    assertThat(read("good?id=eq.1&select=id").body()).isEqualTo("[{\"id\":1}]");
    assertThat(cacheStatus("good?id=eq.1")).isEqualTo("Forebay; fwd=bypass; detail=not-a-lookup");
  }

  @Test
  void table_thatGetsAColumn_isReadWithIt() {
    assertThat(read("changing?id=eq.1").body()).isEqualTo("[{\"id\":1}]");
    Eventually.until("it is kept", () -> cacheStatus("changing?id=eq.1").equals("Forebay; hit"));
    NODE.db.run("ALTER TABLE changing ADD COLUMN v INT NOT NULL DEFAULT 7");
    NODE.node.schema.refresh();
    OTHER.schema.refresh();
    assertThat(read("changing?id=eq.1").body()).isEqualTo("[{\"id\":1,\"v\":7}]");
    assertThat(read("changing?id=eq.1&select=v").body()).isEqualTo("[{\"v\":7}]");
  }

  private static HttpResponse<String> read(String path) {
    HttpResponse<String> here = NODE.client.get("/rest/v1/" + path);
    assertThat(OTHER.client.get("/rest/v1/" + path).body()).isEqualTo(here.body());
    return here;
  }

  private static String body(String select, String query) {
    return read("heroes?select=" + select + "&" + query).body();
  }

  private static String status(String query) {
    return cacheStatus("heroes?" + query);
  }

  private static String cacheStatus(String path) {
    return read(path).headers().firstValue("Cache-Status").orElseThrow();
  }

  /** The rows, once they come from the cache on either node. */
  private static String settled(String query) {
    Eventually.until("it is kept: " + query, () -> status(query).equals("Forebay; hit"));
    return read("heroes?" + query).body();
  }
}
