package dev.forebay.data;

import static dev.forebay.data.ErrorScenariosTest.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.auth.ReadRule;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the publishable key reads of tables that are opened to it in part. */
class ReadAccessTest {
  private static final String FILTERED = "Forebay; detail=row-filter";

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.readable(
          Map.of(
              "customers", new ReadRule(List.of("name", "id", "region"), "vip=eq.false"),
              "orders", new ReadRule(List.of("id", "total", "status"), "status=in.(open,paid)"),
              "tags", new ReadRule(null, null),
              "order_tags", new ReadRule(List.of("approved"), "approved=is.true"),
              "articles", new ReadRule(null, "title=ilike.public*"),
              "typos", new ReadRule(List.of("idd"), null)),
          Map.of("customers", List.of("region")),
          """
          CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, email VARCHAR(20),
            region INT, vip BOOLEAN)\
          """,
          """
          CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, total DECIMAL(8,2) NOT NULL,
            status ENUM('open','paid','void'), note JSON,
            CONSTRAINT order_customer FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          "CREATE TABLE tags (id INT PRIMARY KEY, tag VARCHAR(20) NOT NULL)",
          """
          CREATE TABLE order_tags (order_id INT REFERENCES orders (id),
            tag_id INT REFERENCES tags (id), approved BOOLEAN, PRIMARY KEY (order_id, tag_id))\
          """,
          """
          CREATE TABLE audits (order_id INT REFERENCES orders (id),
            tag_id INT REFERENCES tags (id), PRIMARY KEY (order_id, tag_id))\
          """,
          "CREATE TABLE articles (id INT PRIMARY KEY, title VARCHAR(20))",
          "CREATE TABLE typos (id INT PRIMARY KEY)",
          """
          INSERT INTO customers VALUES (1, 'Ann', 'ann@x', 7, FALSE), (2, 'Bob', 'bob@x', 7, TRUE),
            (3, 'Cid', NULL, 7, 2), (4, 'Dan', NULL, 7, NULL), (5, 'Eve', 'eve@x', 8, FALSE)\
          """,
          """
          INSERT INTO orders VALUES (1, 1, 10, 'paid', '{"a":1}'), (2, 2, 20, 'paid', NULL),
            (3, 1, 30, 'void', NULL), (4, NULL, 40, 'open', NULL), (5, 5, 50, NULL, NULL)\
          """,
          "INSERT INTO tags VALUES (1, 'new'), (2, 'rush')",
          """
          INSERT INTO order_tags VALUES (1, 1, TRUE), (1, 2, FALSE), (2, 2, FALSE), (3, 1, TRUE),
            (4, 2, TRUE)\
          """,
          "INSERT INTO audits VALUES (1, 1)",
          "INSERT INTO articles VALUES (1, 'public one'), (2, 'draft')");

  @AutoClose private static final TestClient WEB = NODE.node.anonymous();

  @ParameterizedTest
  @MethodSource
  void read_ofATable_hasTheVisibleRowsAndColumns(Scenario scenario) {
    scenario.run(WEB);
  }

  static Stream<Scenario> read_ofATable_hasTheVisibleRowsAndColumns() {
    return Stream.of(
        get("all", "orders?order=id")
            .expect(
                200,
                """
                [{"id":1,"total":10.00,"status":"paid"},{"id":2,"total":20.00,"status":"paid"},\
                {"id":4,"total":40.00,"status":"open"}]\
                """),
        get("star and more", "customers?select=*,again:name&id=lt.5")
            .expect(200, "[{\"id\":1,\"name\":\"Ann\",\"region\":7,\"again\":\"Ann\"}]"),
        get("the whole of a table", "tags?id=eq.1").expect(200, "[{\"id\":1,\"tag\":\"new\"}]"),
        get("a filter that would find hidden rows", "orders?id=in.(3,5)").expect(200, "[]"),
        get("a filter or another", "orders?select=id&or=(id.eq.3,id.eq.1)")
            .expect(200, "[{\"id\":1}]"),
        get("no hidden row under not", "orders?select=id&not.or=(id.eq.1,id.eq.2)")
            .expect(200, "[{\"id\":4}]"),
        get("aggregates", "orders?select=count(),total.sum(),total.max()")
            .expect(200, "[{\"count\":3,\"sum\":70.00,\"max\":40.00}]"),
        get("groups", "orders?select=status,count()&order=status")
            .expect(200, "[{\"status\":\"open\",\"count\":1},{\"status\":\"paid\",\"count\":2}]"),
        get("CSV", "orders?order=id&limit=1")
            .with("Accept", "text/csv")
            .expect(200, "id,total,status\n1,10.00,paid\n"),
        get("a count", "orders?select=id&limit=1")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"id\":1}]")
            .expectHeader("Content-Range", "0-0/3"),
        get("an estimate", "orders?select=id&limit=1")
            .with("Prefer", "count=planned")
            .expect(206, "[{\"id\":1}]")
            .expectHeader("Content-Range", "0-0/3"),
        get("an offset behind the visible rows", "orders?select=id&offset=3")
            .with("Prefer", "count=estimated")
            .expect(
                416,
                error(
                    "PGRST103",
                    "Requested range not satisfiable",
                    "An offset of 3 was requested, but there are only 3 rows.",
                    null)),
        Scenario.of("HEAD", "HEAD /rest/v1/orders?select=id")
            .with("Prefer", "count=exact")
            .expect(200, "")
            .expectHeader("Content-Range", "0-2/3"));
  }

  @ParameterizedTest
  @MethodSource
  void embed_ofHiddenRows_isAsIfThereWereNone(Scenario scenario) {
    scenario.run(WEB);
  }

  static Stream<Scenario> embed_ofHiddenRows_isAsIfThereWereNone() {
    return Stream.of(
        get("one, by a hidden column", "orders?select=id,customers(*)&order=id")
            .expect(
                200,
                """
                [{"id":1,"customers":{"id":1,"name":"Ann","region":7}},{"id":2,"customers":null},\
                {"id":4,"customers":null}]\
                """),
        get("one of one row", "orders?select=customers(name)&id=eq.2")
            .expect(200, "[{\"customers\":null}]"),
        get("spread", "orders?select=id,...customers(name)&id=in.(1,2)&order=id")
            .expect(200, "[{\"id\":1,\"name\":\"Ann\"},{\"id\":2,\"name\":null}]"),
        get("many", "customers?select=name,orders(id)&order=id")
            .expect(
                200,
                "[{\"name\":\"Ann\",\"orders\":[{\"id\":1}]},{\"name\":\"Eve\",\"orders\":[]}]"),
        get("inner", "orders?select=id,customers!inner(name)")
            .expect(200, "[{\"id\":1,\"customers\":{\"name\":\"Ann\"}}]"),
        get("inner of many", "customers?select=name,orders!inner()")
            .expect(200, "[{\"name\":\"Ann\"}]"),
        get("an embed that is null", "orders?select=id,customers()&customers=is.null&order=id")
            .expect(200, "[{\"id\":2},{\"id\":4}]"),
        get("an embed that is not null", "orders?select=id,customers()&customers=not.is.null")
            .expect(200, "[{\"id\":1}]"),
        get("order by it", "orders?select=id,customers()&order=customers(name).desc.nullslast,id")
            .expect(200, "[{\"id\":1},{\"id\":2},{\"id\":4}]"),
        get("by a junction", "orders?select=id,tags!order_tags(tag)&order=id")
            .expect(
                200,
                """
                [{"id":1,"tags":[{"tag":"new"}]},{"id":2,"tags":[]},{"id":4,"tags":[{"tag":"rush"}]}]\
                """),
        get(
                "by a junction, limited",
                "orders?select=tags!order_tags(tag)&tags.limit=1&id=lt.3&order=id")
            .expect(200, "[{\"tags\":[{\"tag\":\"new\"}]},{\"tags\":[]}]"),
        get("inner by a junction", "orders?select=id,tags!order_tags!inner()&tags.tag=eq.rush")
            .expect(200, "[{\"id\":4}]"),
        get("backwards by a junction", "tags?select=tag,orders!order_tags(id)&order=id")
            .expect(
                200,
                """
                [{"tag":"new","orders":[{"id":1}]},{"tag":"rush","orders":[{"id":4}]}]\
                """));
  }

  @ParameterizedTest
  @MethodSource
  void name_ofWhatIsHidden_isFb302(Scenario scenario) {
    scenario.run(WEB);
  }

  static Stream<Scenario> name_ofWhatIsHidden_isFb302() {
    String note = hidden("note", "orders", "id, total, status");
    String email = hidden("email", "customers", "id, name, region");
    String link = hidden("customer_id", "orders", "id, total, status");
    return Stream.of(
        get("selected", "orders?select=id,note").expect(403, note),
        get("renamed", "orders?select=x:note").expect(403, note),
        get("a part of it", "orders?select=note-%3E%3Ea").expect(403, note),
        get("cast", "orders?select=note::text").expect(403, note),
        get("counted", "orders?select=note.count()").expect(403, note),
        get("filtered", "orders?note=is.null").expect(403, note),
        get("filtered wrongly", "orders?note=x").expect(403, note),
        get("in a group", "orders?or=(id.eq.1,and(note-%3Ea.eq.1))").expect(403, note),
        get("sorted", "orders?order=note").expect(403, note),
        get("sorted by a part", "orders?order=note-%3Ea").expect(403, note),
        get("embedded", "orders?select=customers(email)").expect(403, email),
        get("filtered in an embed", "orders?select=customers()&customers.email=eq.x")
            .expect(403, email),
        get("sorted in an embed", "orders?select=customers()&customers.order=email")
            .expect(403, email),
        get("sorted by an embed", "orders?select=customers()&order=customers(email)")
            .expect(403, email),
        get("as a link", "orders?select=customer_id(name)").expect(403, link),
        get("as a link's hint", "orders?select=customers!customer_id(name)").expect(403, link),
        get("as a link's end", "customers?select=orders!customer_id(id)").expect(403, link),
        get("no hint to a hidden column", "orders?notes=eq.1")
            .expect(400, error("PGRST204", "The table orders has no column \"notes\"", null, null)),
        get("a closed table", "audits").expect(403, closed("read", "audits")),
        get("a closed table embedded", "orders?select=id,audits(*)")
            .expect(403, closed("read", "audits")),
        get("a closed junction", "orders?select=id,tags!audits(tag)")
            .expect(403, closed("read", "audits")),
        get("a rule that does not fit", "typos")
            .expect(
                403,
                error(
                    "FB302",
                    "The rule that allows this key to read the table 'typos' does not fit the"
                        + " table.",
                    null,
                    "Forebay's log says what is wrong with it.")),
        Scenario.of("a write", "POST /rest/v1/orders")
            .sending("{\"id\":9,\"total\":1}")
            .expect(403, closed("insert", "orders")),
        Scenario.of("a change", "PATCH /rest/v1/orders?id=eq.1")
            .sending("{\"total\":1}")
            .expect(403, closed("update", "orders")),
        Scenario.of("a removal", "DELETE /rest/v1/orders?id=eq.1")
            .expect(403, closed("delete", "orders")));
  }

  @Test
  void rowByItsKey_isTakenFromTheCacheAndShownWhereItIsVisible() {
    String path = "/rest/v1/customers?id=eq.1";
    String visible = "[{\"id\":1,\"name\":\"Ann\",\"region\":7}]";
    assertThat(WEB.get(path).body()).isEqualTo(visible);
    Eventually.until("a hit", () -> status(WEB.get(path)).equals("Forebay; hit"));
    assertThat(WEB.get(path).body()).isEqualTo(visible);
    HttpResponse<String> whole = NODE.client.get(path);
    assertThat(status(whole)).isEqualTo("Forebay; hit");
    assertThat(whole.body())
        .isEqualTo("[{\"id\":1,\"name\":\"Ann\",\"email\":\"ann@x\",\"region\":7,\"vip\":false}]");

    NODE.client.send("PATCH", path, "{\"vip\":true}");
    assertThat(WEB.get(path).body()).isEqualTo("[]");
    NODE.client.send("PATCH", path, "{\"vip\":false}");
    assertThat(WEB.get(path).body()).isEqualTo(visible);
  }

  @Test
  void rowByItsKey_hiddenOrNotThere_isAnsweredAlike() {
    Eventually.until(
        "a hit", () -> status(NODE.client.get("/rest/v1/customers?id=eq.2")).endsWith("hit"));
    for (int id : new int[] {2, 3, 4, 99, 99, 2}) {
      HttpResponse<String> list = WEB.get("/rest/v1/customers?id=eq." + id);
      assertThat(list.body()).isEqualTo("[]");
      assertThat(status(list)).isEqualTo(FILTERED);
      HttpResponse<String> one =
          WEB.with("Accept", "application/vnd.pgrst.object+json")
              .get("/rest/v1/customers?id=eq." + id);
      assertThat(one.statusCode()).isEqualTo(406);
      assertThat(one.body()).contains("The result contains 0 rows");
    }
  }

  @Test
  void lookup_ofRowsInPartHidden_isTakenFromTheCacheAndSaysNothingOfThem() {
    String path = "/rest/v1/customers?region=eq.7&limit=1";
    String visible = "[{\"id\":1,\"name\":\"Ann\",\"region\":7}]";
    Eventually.until("a hit", () -> status(NODE.client.get(path.split("&")[0])).endsWith("hit"));
    NODE.db.run("INSERT INTO customers VALUES (60, 'Zoe', NULL, 7, FALSE)");
    HttpResponse<String> answer = WEB.with("Prefer", "count=exact").get(path);
    NODE.db.run("DELETE FROM customers WHERE id = 60");
    assertThat(answer.body()).isEqualTo(visible);
    assertThat(answer.headers().firstValue("Content-Range")).hasValue("0-0/1");
    assertThat(status(answer)).isEqualTo(FILTERED);
  }

  @Test
  void embeddedRow_isTakenFromTheCacheAndShownWhereItIsVisible() {
    String hidden = "/rest/v1/orders?select=customers(name)&id=eq.2";
    Eventually.until(
        "a hit", () -> status(NODE.client.get("/rest/v1/customers?id=eq.2")).endsWith("hit"));
    NODE.db.run("UPDATE customers SET vip = FALSE WHERE id = 2");
    String cached = WEB.get(hidden).body();
    String fresh = WEB.with("Cache-Control", "no-cache").get(hidden).body();
    NODE.db.run("UPDATE customers SET vip = TRUE WHERE id = 2");
    assertThat(cached).isEqualTo("[{\"customers\":null}]");
    assertThat(fresh).isEqualTo("[{\"customers\":{\"name\":\"Bob\"}}]");
  }

  @Test
  void filterThatOnlyTheDatabaseDecides_leavesTheCacheOut() {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> shown = WEB.get("/rest/v1/articles?id=eq.1");
      assertThat(shown.body()).isEqualTo("[{\"id\":1,\"title\":\"public one\"}]");
      assertThat(status(shown)).isEqualTo("Forebay; fwd=bypass; detail=row-filter");
      assertThat(WEB.get("/rest/v1/articles?id=eq.2").body()).isEqualTo("[]");
    }
  }

  @Test
  void document_hasTheTablesThatAreOpenedAndNoHiddenColumn() {
    JsonNode paths = JsonMapper.shared().readTree(WEB.get("/rest/v1/").body()).path("paths");

    assertThat(paths.propertyNames())
        .contains("/customers", "/orders", "/tags")
        .doesNotContain("/audits", "/typos", "/transaction");
    assertThat(paths.toString()).doesNotContain("email");
  }

  private static String status(HttpResponse<String> answer) {
    return answer.headers().firstValue("Cache-Status").orElse("");
  }

  private static String hidden(String column, String table, String readable) {
    return error(
        "FB302",
        "This key may not read the column '%s' of the table '%s'.".formatted(column, table),
        null,
        "It may read %s.".formatted(readable));
  }

  private static String closed(String action, String table) {
    return error(
        "FB302",
        "The publishable key may not %s rows of the table '%s'.".formatted(action, table),
        null,
        "Use the secret key from a server of yours, or a route with a function.");
  }

  private static Scenario get(String name, String path) {
    return Scenario.of(name, "GET /rest/v1/" + path);
  }
}
