package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes whose rows get other keys than were given, or could meet keys that nobody named. */
@EveryServer
class StoredKeyTest {
  private static final String SHOWN = "return=representation";
  private static final String MERGE = "resolution=merge-duplicates";

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("pages", List.of("url"), "counted", List.of("name")),
          "CREATE TABLE pages (id INT PRIMARY KEY, url VARCHAR(99), n INT, UNIQUE start (url(5)))",
          "CREATE TABLE urls (url VARCHAR(99), n INT, PRIMARY KEY (url(5)))",
          "CREATE TABLE sites (tenant INT, url VARCHAR(99), n INT, PRIMARY KEY (tenant, url(5)))",
          "CREATE TABLE prices (p DECIMAL(6,2) PRIMARY KEY, n INT)",
          "CREATE TABLE codes (c VARCHAR(4) COLLATE %s PRIMARY KEY, n INT)"
              .formatted(TestServer.either("utf8mb4_nopad_bin", "utf8mb4_0900_bin")),
          "CREATE TABLE counted (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9))",
          "CREATE TABLE made (id CHAR(36) PRIMARY KEY DEFAULT (UUID()), n INT)",
          "CREATE TABLE kinds (kind VARCHAR(9) DEFAULT 'a', id INT AUTO_INCREMENT, n INT,"
              + " PRIMARY KEY (id, kind))",
          "CREATE TABLE bytes (id BINARY(16) PRIMARY KEY DEFAULT (UNHEX(REPLACE(UUID(), '-', ''))),"
              + " n INT)",
          "CREATE TABLE fired (id CHAR(36) PRIMARY KEY, n INT)",
          "CREATE TRIGGER fired_i BEFORE INSERT ON fired FOR EACH ROW BEGIN"
              + " IF NEW.id IS NULL OR NEW.id = '' THEN SET NEW.id = UUID();"
              + " ELSEIF NEW.id = 'x1' THEN SET NEW.id = 'y1';"
              + " ELSEIF NEW.id = 'x2' THEN SET NEW.id = 'y2'; END IF; END",
          "CREATE TABLE moved (id INT PRIMARY KEY, n INT)",
          "CREATE TABLE teams (id INT PRIMARY KEY, name VARCHAR(9), code VARCHAR(9) UNIQUE)",
          "CREATE TRIGGER teams_i BEFORE INSERT ON teams FOR EACH ROW SET NEW.code ="
              + " UPPER(NEW.name)",
          "CREATE TRIGGER teams_u BEFORE UPDATE ON teams FOR EACH ROW SET NEW.code ="
              + " UPPER(NEW.name)",
          "CREATE TABLE members (id INT PRIMARY KEY, team VARCHAR(9),"
              + " FOREIGN KEY (team) REFERENCES teams (code) ON UPDATE CASCADE)",
          "CREATE TRIGGER moved_u BEFORE UPDATE ON moved FOR EACH ROW SET NEW.id = OLD.id + 1");

  private static final DataNode OTHER = NODE.another();
  private static final TestClient SHOWING = NODE.client.with("Prefer", SHOWN);

  // A key over a column's beginning

  @Test
  void upsert_thatAKeyOverABeginningCouldTurn_isRefusedAndChangesNothing() {
    NODE.db.run("DELETE FROM pages", "INSERT INTO pages VALUES (1, 'https://a', 1)");
    hit("pages?id=eq.1");
    String row = "{\"id\":2,\"url\":\"https://b\",\"n\":2}";
    for (String resolution : List.of(MERGE, "resolution=ignore-duplicates")) {
      HttpResponse<String> answer = post(resolution, "pages", row);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("FB240", "[url(5)] could be violated instead of [id]");
    }
    assertThat(read("pages?id=eq.1")).isEqualTo("[{\"id\":1,\"url\":\"https://a\",\"n\":1}]");
    assertThat(post("", "pages", row).statusCode()).isEqualTo(409);
    assertThat(post(MERGE, "pages?on_conflict=url", row).body()).contains("FB240");
    assertThat(NODE.client.put("/rest/v1/pages?id=eq.2", row).statusCode()).isEqualTo(409);
    assertThat(NODE.client.put("/rest/v1/pages?id=eq.1", "{\"id\":1,\"n\":7}").statusCode())
        .isEqualTo(204);
    assertThat(read("pages?id=eq.1&select=n")).isEqualTo("[{\"n\":7}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"urls", "sites"})
  void tableWithAPrimaryKeyOverABeginning_isReadAndWrittenWithoutIt(String table) {
    NODE.db.run("DELETE FROM " + table);
    String one = "{\"url\":\"https://a\",\"n\":1,\"tenant\":1}";
    String two = "{\"url\":\"https://b\",\"n\":2,\"tenant\":1}";
    if (table.equals("urls")) {
      one = one.replace(",\"tenant\":1", "");
      two = two.replace(",\"tenant\":1", "");
    }
    assertThat(post("", table, one).statusCode()).isEqualTo(201);
    assertThat(post("", table, two).statusCode()).isEqualTo(409);
    HttpResponse<String> merged = post(MERGE, table, two);
    assertThat(merged.statusCode()).isEqualTo(400);
    assertThat(merged.body()).contains("FB240", "is not over whole columns");
    assertThat(NODE.client.put("/rest/v1/" + table + "?url=eq.https://b", two).statusCode())
        .isEqualTo(405);
    assertThat(read(table + "?url=eq.https://a&select=n")).isEqualTo("[{\"n\":1}]");
    assertThat(
            NODE.client.patch("/rest/v1/" + table + "?url=eq.https://a", "{\"n\":5}").statusCode())
        .isEqualTo(204);
    assertThat(read(table + "?url=eq.https://a&select=n")).isEqualTo("[{\"n\":5}]");
    assertThat(NODE.client.delete("/rest/v1/" + table + "?url=eq.https://a").statusCode())
        .isEqualTo(204);
    assertThat(read(table)).isEqualTo("[]");
  }

  @Test
  @MySqlOnly
  void upsert_thatAKeyOverAnExpressionCouldTurn_isRefusedAndChangesNothing() {
    NODE.db.run(
        "CREATE TABLE people (id INT PRIMARY KEY, email VARCHAR(20), tags JSON,"
            + " UNIQUE lowered ((LOWER(email))),"
            + " UNIQUE many ((CAST(tags->'$[*]' AS UNSIGNED ARRAY))))",
        "INSERT INTO people VALUES (1, 'ann@x', '[1]')");
    NODE.node.schema.refresh();
    OTHER.schema.refresh();
    hit("people?id=eq.1");
    for (String resolution : List.of(MERGE, "resolution=ignore-duplicates")) {
      HttpResponse<String> answer = post(resolution, "people", "{\"id\":2,\"email\":\"ANN@x\"}");
      assertThat(answer.statusCode() + answer.body()).startsWith("400").contains("FB240");
    }
    assertThat(read("people?id=eq.1&select=email")).isEqualTo("[{\"email\":\"ann@x\"}]");
    assertThat(post("", "people", "{\"id\":2,\"tags\":[1,2]}").statusCode()).isEqualTo(409);
    assertThat(post("", "people", "{\"id\":2,\"tags\":[2,3]}").statusCode()).isEqualTo(201);
  }

  // Values that a column changes

  @ParameterizedTest
  @ValueSource(strings = {"", MERGE, "resolution=ignore-duplicates"})
  void keyThatItsColumnRounds_isTheRightRowOrRefused(String resolution) {
    clear("prices?n=gt.0");
    NODE.client.get("/rest/v1/prices?p=eq.1.24");
    NODE.client.get("/rest/v1/prices?p=eq.1.24");
    HttpResponse<String> answer = post(resolution, "prices", "{\"p\":1.236,\"n\":1}");
    if (answer.statusCode() < 300) {
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(read("prices?p=eq.1.24&select=n")).isEqualTo("[{\"n\":1}]");
    } else {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("trigger that changes");
      assertThat(read("prices")).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MERGE, "resolution=ignore-duplicates"})
  void upsert_byAKeyThatItsColumnRounds_neverLeavesAnOldRow(String resolution) {
    clear("prices?n=gt.0");
    post("", "prices", "{\"p\":1.24,\"n\":1}");
    hit("prices?p=eq.1.24");
    HttpResponse<String> answer = post(resolution, "prices", "{\"p\":1.236,\"n\":2}");
    boolean merged = answer.statusCode() == 200 && resolution.equals(MERGE);
    assertThat(read("prices?p=eq.1.24&select=n"))
        .isEqualTo("[{\"n\":%d}]".formatted(merged ? 2 : 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", MERGE, "resolution=ignore-duplicates"})
  void keyWhoseBlanksAreCut_isTheRightRowOrRefused(String resolution) {
    clear("codes?n=gt.0");
    NODE.client.get("/rest/v1/codes?c=eq.abcd");
    HttpResponse<String> answer = post(resolution, "codes", "{\"c\":\"abcd  \",\"n\":1}");
    assertThat(read("codes?c=eq.abcd&select=n"))
        .isEqualTo(answer.statusCode() == 201 ? "[{\"n\":1}]" : "[]");
    assertThat(answer.statusCode()).isIn(201, 400);
    HttpResponse<String> again = post(MERGE, "codes", "{\"c\":\"abcd \",\"n\":2}");
    assertThat(again.statusCode()).isIn(200, 201, 400);
    assertThat(read("codes?select=n").contains("2")).isEqualTo(again.statusCode() < 300);
  }

  // 0 for AUTO_INCREMENT

  @Test
  void zero_forAutoIncrement_isZero() {
    clear("counted?id=gt.-9");
    NODE.client.get("/rest/v1/counted?id=eq.0");
    NODE.client.get("/rest/v1/counted?name=eq.a");
    String zero = "{\"id\":0,\"name\":\"a\"}";
    HttpResponse<String> put = SHOWING.put("/rest/v1/counted?id=eq.0", zero);
    assertThat(put.statusCode() + put.body()).isEqualTo("201[" + zero + "]");
    assertThat(read("counted?id=eq.0")).isEqualTo("[" + zero + "]");
    assertThat(read("counted?name=eq.a")).isEqualTo("[" + zero + "]");
    HttpResponse<String> again =
        SHOWING.put("/rest/v1/counted?id=eq.0", "{\"id\":0,\"name\":\"b\"}");
    assertThat(again.statusCode() + again.body()).isEqualTo("200[{\"id\":0,\"name\":\"b\"}]");
    HttpResponse<String> merged = post(MERGE, "counted", "[{\"id\":0,\"name\":\"c\"}]");
    assertThat(merged.statusCode()).isEqualTo(200);
    assertThat(read("counted")).isEqualTo("[{\"id\":0,\"name\":\"c\"}]");
    assertThat(post("", "counted", zero).statusCode()).isEqualTo(409);
    clear("counted?id=gt.-9");
    HttpResponse<String> csv =
        NODE.client
            .with("Content-Type", "text/csv")
            .with("Prefer", SHOWN)
            .send("POST", "/rest/v1/counted", "id,name\n0,x\n");
    assertThat(csv.statusCode() + csv.body()).isEqualTo("201[{\"id\":0,\"name\":\"x\"}]");
    NODE.node
        .api
        .tableWriter()
        .insertAll(
            "counted",
            List.of("id", "name"),
            List.of(List.of("-1", "y"), List.of("7", "z")).iterator(),
            _ -> {});
    assertThat(read("counted?order=id&select=id")).isEqualTo("[{\"id\":-1},{\"id\":0},{\"id\":7}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":null,\"name\":\"b\"},{\"id\":null,\"name\":\"c\"}]",
        "[{\"name\":\"b\"},{\"name\":\"c\"}]",
        "[{\"id\":500,\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]",
        "[{},{}]"
      })
  void noValue_forAutoIncrement_isTheNextNumber(String rows) {
    clear("counted?id=gt.-9");
    for (String prefer : List.of(SHOWN, SHOWN + ", missing=default")) {
      HttpResponse<String> answer = post(prefer, "counted?select=id", rows);
      assertThat(answer.statusCode()).isEqualTo(201);
      clear("counted?id=eq.500");
    }
    assertThat(read("counted?id=lte.0")).isEqualTo("[]");
    assertThat(NODE.client.get("/rest/v1/counted?select=count()").body())
        .isEqualTo("[{\"count\":4}]");
  }

  // Keys that the server makes

  @Test
  void keyByDefault_isMadeAndTold() {
    HttpResponse<String> minimal = post("", "made", "[{\"n\":1},{\"n\":2}]");
    assertThat(minimal.statusCode()).isEqualTo(201);
    assertThat(read("made?n=eq.2&select=n")).isEqualTo("[{\"n\":2}]");
    HttpResponse<String> shown = SHOWING.post("/rest/v1/made?select=id", "{\"n\":3}");
    assertThat(shown.statusCode()).isEqualTo(201);
    String id = shown.body().substring(8, 44);
    assertThat(read("made?id=eq." + id + "&select=n")).isEqualTo("[{\"n\":3}]");
    hit("made?id=eq." + id);
    HttpResponse<String> mixed =
        SHOWING.post("/rest/v1/made?select=id", "[{\"n\":4},{\"id\":\"own\",\"n\":5}]");
    assertThat(mixed.body()).contains("\"own\"");
    assertThat(read("made?id=eq.own&select=n")).isEqualTo("[{\"n\":5}]");
    clear("made?n=gt.0");
  }

  @Test
  void keysByDefault_ofManyRows_areDifferent() {
    String rows = IntStream.range(0, 1300).mapToObj("{\"n\":%d}"::formatted).toList().toString();
    assertThat(post("", "made", rows).statusCode()).isEqualTo(201);
    assertThat(NODE.client.get("/rest/v1/made?select=count()").body())
        .isEqualTo("[{\"count\":1300}]");
    assertThat(NODE.client.get("/rest/v1/made?n=eq.1299&select=n").body())
        .isEqualTo("[{\"n\":1299}]");
    clear("made?n=gte.0");
  }

  @Test
  @MySqlOnly
  void keyThatIsGenerated_isNeverReadOld() {
    NODE.db.run(
        "CREATE TABLE computed (email VARCHAR(20),"
            + " id VARCHAR(40) AS (CONCAT('u-', email)) STORED PRIMARY KEY)");
    NODE.node.schema.refresh();
    OTHER.schema.refresh();
    assertThat(post("", "computed", "{\"email\":\"a\"}").statusCode()).isEqualTo(201);
    assertThat(read("computed?id=eq.u-a&select=email")).isEqualTo("[{\"email\":\"a\"}]");
    assertThat(read("computed?id=eq.u-b")).isEqualTo("[]");
    assertThat(NODE.client.patch("/rest/v1/computed?id=eq.u-a", "{\"email\":\"b\"}").statusCode())
        .isEqualTo(204);
    assertThat(read("computed?id=eq.u-b&select=email")).isEqualTo("[{\"email\":\"b\"}]");
    assertThat(read("computed?id=eq.u-a")).isEqualTo("[]");
    assertThat(SHOWING.patch("/rest/v1/computed?id=eq.u-b", "{\"email\":\"c\"}").body())
        .contains("FB415");
  }

  @Test
  void keyOfBytesByDefault_isMadeAndTold() {
    HttpResponse<String> shown = SHOWING.post("/rest/v1/bytes", "[{\"n\":3},{\"n\":4}]");
    assertThat(shown.statusCode()).isEqualTo(201);
    assertThat(read("bytes?select=n&order=n")).isEqualTo("[{\"n\":3},{\"n\":4}]");
    assertThat(NODE.client.get("/rest/v1/bytes?order=n").body()).isEqualTo(shown.body());
  }

  @Test
  void partOfAKeyByConstantDefault_isFilledIn() {
    HttpResponse<String> shown = SHOWING.post("/rest/v1/kinds?select=kind,n", "{\"n\":3}");
    assertThat(shown.statusCode() + shown.body()).isEqualTo("201[{\"kind\":\"a\",\"n\":3}]");
  }

  @Test
  void keyByATrigger_isStoredAndNeverMissed() {
    clear("fired?id=neq.0");
    NODE.client.get("/rest/v1/fired?id=eq.y1");
    NODE.client.get("/rest/v1/fired?id=eq.y1");
    HttpResponse<String> empty = post("", "fired", "{\"id\":\"\",\"n\":1}");
    assertThat(empty.statusCode() + empty.body()).isEqualTo("201");
    assertThat(post("", "fired", "{\"n\":2}").statusCode()).isEqualTo(201);
    assertThat(post("", "fired", "{\"id\":\"x1\",\"n\":3}").statusCode()).isEqualTo(201);
    assertThat(read("fired?id=eq.y1&select=n")).isEqualTo("[{\"n\":3}]");
    assertThat(read("fired?select=n&order=n")).isEqualTo("[{\"n\":1},{\"n\":2},{\"n\":3}]");
    HttpResponse<String> put =
        NODE.client.put("/rest/v1/fired?id=eq.x2", "{\"id\":\"x2\",\"n\":4}");
    assertThat(put.statusCode() + put.body()).startsWith("400").contains("FB415");
    assertThat(read("fired?n=eq.4")).isEqualTo("[]");
    HttpResponse<String> merged = post(MERGE, "fired", "{\"id\":\"x1\",\"n\":9}");
    assertThat(merged.statusCode()).isEqualTo(400);
    assertThat(read("fired?id=eq.y1&select=n")).isEqualTo("[{\"n\":3}]");
    HttpResponse<String> given = SHOWING.post("/rest/v1/fired", "{\"id\":\"z\",\"n\":5}");
    assertThat(given.statusCode() + given.body()).isEqualTo("201[{\"id\":\"z\",\"n\":5}]");
    HttpResponse<String> located =
        NODE.client
            .with("Prefer", "return=headers-only")
            .post("/rest/v1/fired", "{\"id\":\"z2\",\"n\":5}");
    assertThat(located.statusCode()).isEqualTo(201);
  }

  @Test
  @MariaDbOnly
  void keyByATrigger_isToldByMariaDb() {
    clear("fired?id=neq.0");
    HttpResponse<String> shown = SHOWING.post("/rest/v1/fired?select=id", "{\"id\":\"x1\"}");
    assertThat(shown.body()).isEqualTo("[{\"id\":\"y1\"}]");
    hit("fired?id=eq.y1");
  }

  @Test
  @MySqlOnly
  void keyByATrigger_isNotToldByMySql() {
    clear("fired?id=neq.0");
    HttpResponse<String> made = SHOWING.post("/rest/v1/fired", "{\"n\":7}");
    assertThat(made.statusCode() + made.body()).startsWith("400").contains("FB208");
    HttpResponse<String> changed = SHOWING.post("/rest/v1/fired", "{\"id\":\"x1\",\"n\":7}");
    assertThat(changed.statusCode() + changed.body()).startsWith("400").contains("FB415");
    assertThat(read("fired?n=eq.7")).isEqualTo("[]");
  }

  @Test
  void keyThatATriggerMoves_isNeverReadOld() {
    NODE.db.run("DELETE FROM moved", "INSERT INTO moved VALUES (1, 1), (5, 5)");
    NODE.client.get("/rest/v1/moved?id=eq.1");
    NODE.client.get("/rest/v1/moved?id=eq.1");
    NODE.client.get("/rest/v1/moved?id=eq.2");
    assertThat(NODE.client.patch("/rest/v1/moved?id=eq.1", "{\"n\":2}").statusCode())
        .isEqualTo(204);
    assertThat(read("moved?id=eq.1")).isEqualTo("[]");
    assertThat(read("moved?id=eq.2&select=n")).isEqualTo("[{\"n\":2}]");
    assertThat(SHOWING.patch("/rest/v1/moved?id=eq.2", "{\"n\":3}").statusCode()).isEqualTo(400);
    HttpResponse<String> put = NODE.client.put("/rest/v1/moved?id=eq.5", "{\"id\":5,\"n\":6}");
    assertThat(put.statusCode() + put.body()).startsWith("400").contains("FB415");
    assertThat(read("moved?id=eq.5&select=n")).isEqualTo("[{\"n\":5}]");
    assertThat(post(MERGE, "moved", "{\"id\":5,\"n\":7}").body()).contains("FB415");
    assertThat(read("moved?select=id,n&order=id"))
        .isEqualTo("[{\"id\":2,\"n\":2},{\"id\":5,\"n\":5}]");
  }

  @Test
  void rowThatFollowsWhatATriggerSets_isNeverReadOld() {
    post("", "teams", "{\"id\":1,\"name\":\"a\"}");
    post("", "members", "{\"id\":1,\"team\":\"A\"}");
    hit("members?id=eq.1");
    assertThat(NODE.client.patch("/rest/v1/teams?id=eq.1", "{\"name\":\"b\"}").statusCode())
        .isEqualTo(204);
    assertThat(read("members?id=eq.1&select=team")).isEqualTo("[{\"team\":\"B\"}]");
  }

  private static HttpResponse<String> post(String prefer, String path, String body) {
    return NODE.client.with("Prefer", prefer).post("/rest/v1/" + path, body);
  }

  private static void clear(String path) {
    NODE.client.delete("/rest/v1/" + path);
  }

  /** What both nodes read, twice, which must be the same. */
  private static String read(String path) {
    String first = OTHER.client.get("/rest/v1/" + path).body();
    for (TestClient client : List.of(NODE.client, OTHER.client, NODE.client)) {
      assertThat(client.get("/rest/v1/" + path).body()).isEqualTo(first);
    }
    return first;
  }

  /** Reads until the cache has it. */
  private static void hit(String path) {
    Eventually.until(
        "a hit of " + path,
        () ->
            OTHER
                .client
                .get("/rest/v1/" + path)
                .headers()
                .firstValue("Cache-Status")
                .orElse("")
                .contains("hit"));
  }
}
