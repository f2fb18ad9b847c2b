package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages show each row once, however many are alike in what the order asks for. */
@EveryServer
class PageTest {
  private static final int ROWS = 3000;

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE groups_of (id INT PRIMARY KEY, name VARCHAR(20))",
          "INSERT INTO groups_of VALUES (1, 'one')",
          """
          CREATE TABLE items (a INT, b INT, status INT NOT NULL, plain INT NULL, group_id INT,
            doc JSON, filler CHAR(100), PRIMARY KEY (a, b), KEY (status), UNIQUE KEY (b, status),
            FOREIGN KEY (group_id) REFERENCES groups_of (id))\
          """,
          """
          INSERT INTO items WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1000)
          SELECT 1000 - n, n, n % 3, NULLIF(n % 2, 0), 1, CONCAT('{"k":', n % 7, '}'), 'x' FROM s\
          """,
          "INSERT INTO items SELECT a + 1000, b + 1000, status, plain, 1, doc, 'x' FROM items",
          "INSERT INTO items SELECT a + 2000, b + 2000, status, plain, 1, doc, 'x' FROM items WHERE"
              + " a < 1000",
          "CREATE VIEW shown AS SELECT a, status FROM items");

  @BeforeAll
  static void analyze() {
    NODE.db.database().read(s -> s.query("ANALYZE TABLE items", List.of(), row -> true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&order=status",
        "&order=status.desc",
        "&order=plain",
        "&order=plain.desc.nullslast",
        "&order=plain.nullsfirst,status.desc",
        "&order=groups_of(name)",
        "&order=doc->k",
        "&order=doc->>k.desc",
        "&order=b",
        "&order=b.desc,status",
        "&status=gt.0",
        "&status=gt.0&order=status",
        "&status=eq.1&plain=is.null",
        "&or=(status.eq.1,plain.eq.1)"
      })
  void pages_ofRowsThatAreAlike_haveEachOnce(String query) {
    String rest = "/rest/v1/items?select=a,b,groups_of()" + query.replace(">", "%3E");
    List<JsonNode> paged = paged(NODE.client, rest, 700);
    assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThan(250);
    assertThat(paged).hasSize(count(rest));
    assertThat(ranges(rest)).isEqualTo(paged);
  }

  @Test
  void pages_thatBeginWithoutOne_haveEachRowOnce() {
    List<JsonNode> rows = new ArrayList<>(rows(NODE.client, "/rest/v1/items?select=status,a"));
    rows.addAll(rows(NODE.client, "/rest/v1/items?select=status,a&offset=1000"));
    rows.addAll(rows(NODE.client, "/rest/v1/items?select=status,a&offset=2000"));
    assertThat(rows).hasSize(ROWS).doesNotHaveDuplicates();
  }

  @Test
  void pages_ofEmbeddedRows_haveEachOnce() {
    List<JsonNode> all = new ArrayList<>();
    for (int offset = 0; offset < ROWS; offset += 1000) {
      String page = "&items.order=status.desc&items.limit=1000&items.offset=" + offset;
      JsonNode group = rows(NODE.client, "/rest/v1/groups_of?select=items(a,b)" + page).getFirst();
      group.get("items").forEach(all::add);
    }
    assertThat(all).hasSize(ROWS).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items?select=doc->k,count()",
        "items?select=plain,doc->>k,count()",
        "items?select=status,doc->k,count(),groups_of(name)&order=status.desc",
        "items?select=status::text,b.max(),doc->k"
      })
  void pages_ofGroups_haveEachOnce(String query) {
    String rest = "/rest/v1/" + query.replace(">", "%3E");
    List<JsonNode> all = rows(NODE.client, rest);
    List<JsonNode> paged = paged(NODE.client, rest, 2);
    assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
  }

  @Test
  void pages_ofEmbeddedGroups_haveEachOnce() {
    List<JsonNode> all = new ArrayList<>();
    for (int offset = 0; offset < 7; offset++) {
      String page = "&items.limit=1&items.offset=" + offset;
      rows(NODE.client, "/rest/v1/groups_of?select=items(doc-%3Ek,count())" + page)
          .getFirst()
          .get("items")
          .forEach(all::add);
    }
    assertThat(all).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void page_ofAView_isInTheOrderAskedForAlone() {
    assertThat(rows(NODE.client, "/rest/v1/shown?order=a&limit=2&select=a"))
        .extracting(JsonNode::toString)
        .containsExactly("{\"a\":0}", "{\"a\":1}");
  }

  /** An index serves the order with the key behind it where it served the order alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORDER BY status, a, b LIMIT 10",
        "ORDER BY status DESC, a DESC, b DESC LIMIT 10",
        "WHERE status = 1 ORDER BY a, b LIMIT 10",
        "WHERE status > 1 ORDER BY status DESC, a DESC, b DESC LIMIT 10",
        "ORDER BY b, status LIMIT 10",
        "ORDER BY b DESC, status DESC LIMIT 10",
        "ORDER BY a, b LIMIT 1000",
        "ORDER BY a, b LIMIT 10 OFFSET 1000"
      })
  void order_withTheKeyLast_isServedByTheIndexOfTheOrder(String order) {
    List<String> plan =
        NODE.db
            .database()
            .read(
                s ->
                    s.query(
                        "EXPLAIN %s SELECT * FROM items "
                                .formatted(
                                    dev.forebay.mysql.TestServer.either("", "FORMAT=TRADITIONAL"))
                            + order,
                        List.of(),
                        row ->
                            row.string(row.columnCount()) + " " + row.string(4) + row.string(7)));
    assertThat(plan).allSatisfy(step -> assertThat(step).doesNotContain("filesort"));
  }

  private static List<JsonNode> paged(TestClient client, String rest, int size) {
    List<JsonNode> all = new ArrayList<>();
    List<JsonNode> page;
    do {
      page = rows(client, "%s&limit=%d&offset=%d".formatted(rest, size, all.size()));
      all.addAll(page);
    } while (page.size() == size);
    return all;
  }

  private static List<JsonNode> ranges(String rest) {
    List<JsonNode> all = new ArrayList<>();
    List<JsonNode> page;
    do {
      page = rows(NODE.client.with("Range", all.size() + "-"), rest);
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private static int count(String rest) {
    String range =
        NODE.client
            .with("Prefer", "count=exact")
            .send("HEAD", rest, "")
            .headers()
            .firstValue("Content-Range")
            .orElseThrow();
    return Integer.parseInt(range.split("/", 2)[1]);
  }

  private static List<JsonNode> rows(TestClient client, String path) {
    var answer = client.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 206);
    List<JsonNode> rows = new ArrayList<>();
    JsonMapper.shared().readTree(answer.body()).forEach(rows::add);
    return rows;
  }
}
