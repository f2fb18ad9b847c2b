package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the answer to a write shows besides the columns of its rows. */
class WriteEmbedsTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE countries (code CHAR(2) PRIMARY KEY, name VARCHAR(20) NOT NULL)",
          """
          CREATE TABLE customers (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL,
            country CHAR(2), data JSON,
            CONSTRAINT customer_country FOREIGN KEY (country) REFERENCES countries (code))\
          """,
          """
          CREATE TABLE orders (id INT PRIMARY KEY AUTO_INCREMENT, customer_id INT, total DECIMAL(8,2),
            CONSTRAINT order_customer FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          """
          CREATE TABLE order_lines (order_id INT, line INT, product VARCHAR(20),
            PRIMARY KEY (order_id, line),
            FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE)\
          """,
          """
          CREATE TABLE people (name VARCHAR(20) PRIMARY KEY, boss VARCHAR(20),
            CONSTRAINT person_boss FOREIGN KEY (boss) REFERENCES people (name))\
          """,
          "CREATE TABLE keyless (customer_id INT, FOREIGN KEY (customer_id) REFERENCES customers"
              + " (id))",
          "INSERT INTO countries VALUES ('DE', 'Germany'), ('FR', 'France')");

  /** Through the API, so that the cache knows. */
  @BeforeEach
  void two() {
    NODE.client.delete("/rest/v1/order_lines?line=gt.0");
    NODE.client.delete("/rest/v1/orders?id=gt.0");
    NODE.client.delete("/rest/v1/customers?id=gt.0");
    NODE.client.post(
        "/rest/v1/customers",
        """
        [{"id":1,"name":"Ann","country":"de","data":{"vip":true,"tier":"gold"}},
         {"id":2,"name":"Bob","country":"FR"}]\
        """);
    NODE.client.post("/rest/v1/orders", "[{\"id\":1,\"customer_id\":1,\"total\":10}]");
    NODE.client.post(
        "/rest/v1/order_lines",
        """
        [{"order_id":1,"line":1,"product":"tea"},{"order_id":1,"line":2,"product":"cup"}]\
        """);
  }

  @ParameterizedTest
  @MethodSource
  void write_thatShowsMoreThanItsColumns_answersWhatIsWritten(Scenario scenario) {
    scenario.with("Prefer", "return=representation").run(NODE.client);
  }

  static Stream<Scenario> write_thatShowsMoreThanItsColumns_answersWhatIsWritten() {
    return Stream.of(
        of("to one", "POST /rest/v1/orders?select=id,customer:customers(name)")
            .sending("{\"id\":7,\"customer_id\":2}")
            .expect(201, "[{\"id\":7,\"customer\":{\"name\":\"Bob\"}}]"),
        of("nothing there", "POST /rest/v1/orders?select=id,customers(*),order_lines(*)")
            .sending("{\"id\":7}")
            .expect(201, "[{\"id\":7,\"customers\":null,\"order_lines\":[]}]"),
        of("nested, by texts", "POST /rest/v1/orders?select=id,customers(name,countries(name))")
            .sending("{\"id\":7,\"customer_id\":1}")
            .expect(
                201,
                "[{\"id\":7,\"customers\":{\"name\":\"Ann\",\"countries\":{\"name\":\"Germany\"}}}]"),
        of("a spread", "POST /rest/v1/orders?select=id,...customers(buyer:name)")
            .sending("{\"id\":7,\"customer_id\":1}")
            .expect(201, "[{\"id\":7,\"buyer\":\"Ann\"}]"),
        of("several", "POST /rest/v1/orders?select=id,customers(name)")
            .sending("[{\"id\":8},{\"id\":9,\"customer_id\":1},{\"id\":10,\"customer_id\":2}]")
            .expect(
                201,
                """
                [{"id":8,"customers":null},{"id":9,"customers":{"name":"Ann"}},\
                {"id":10,"customers":{"name":"Bob"}}]\
                """),
        of("in another order", "POST /rest/v1/orders?select=id&order=id.desc")
            .sending("[{\"id\":9},{\"id\":8},{\"id\":10}]")
            .expect(201, "[{\"id\":10},{\"id\":9},{\"id\":8}]"),
        of("inner", "POST /rest/v1/orders?select=id,customers!inner(name)&customers.name=eq.Ann")
            .sending("[{\"id\":9,\"customer_id\":1},{\"id\":8},{\"id\":10,\"customer_id\":2}]")
            .expect(201, "[{\"id\":9,\"customers\":{\"name\":\"Ann\"}}]"),
        of(
                "casts and JSON",
                "PATCH /rest/v1/customers?id=eq.1&select=id::text,data-%3E%3Etier,data-%3Evip")
            .sending("{\"name\":\"Eve\"}")
            .expect(200, "[{\"id\":\"1\",\"tier\":\"gold\",\"vip\":true}]"),
        of(
                "a new reference",
                "PATCH /rest/v1/orders?id=eq.1&select=id,customers(name),order_lines(line)"
                    + "&order_lines.order=line.desc&order_lines.limit=1")
            .sending("{\"customer_id\":2}")
            .expect(
                200,
                "[{\"id\":1,\"customers\":{\"name\":\"Bob\"},\"order_lines\":[{\"line\":2}]}]"),
        of("one, as an object", "PATCH /rest/v1/orders?id=eq.1&select=customers(name)")
            .with("Accept", "application/vnd.pgrst.object+json")
            .sending("{\"total\":1}")
            .expect(200, "{\"customers\":{\"name\":\"Ann\"}}"),
        of("as CSV", "PATCH /rest/v1/orders?id=eq.1&select=id,...customers(name)")
            .with("Accept", "text/csv")
            .sending("{\"total\":1}")
            .expect(200, "id,name\n1,Ann\n"),
        of("PUT", "PUT /rest/v1/orders?id=eq.1&select=total,customers(name)")
            .sending("{\"id\":1,\"customer_id\":2,\"total\":5}")
            .expect(200, "[{\"total\":5.00,\"customers\":{\"name\":\"Bob\"}}]"),
        of(
                "what went with a DELETE",
                "DELETE /rest/v1/orders?id=eq.1&select=id,order_lines(product)")
            .expect(
                200, "[{\"id\":1,\"order_lines\":[{\"product\":\"tea\"},{\"product\":\"cup\"}]}]"),
        of("an embedded aggregate", "PATCH /rest/v1/orders?id=eq.1&select=id,order_lines(count())")
            .sending("{\"total\":1}")
            .expect(200, "[{\"id\":1,\"order_lines\":[{\"count\":2}]}]"),
        of("an aggregate", "PATCH /rest/v1/orders?id=eq.1&select=total.sum()")
            .sending("{\"total\":1}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB208",
                    "The answer to a write cannot combine its rows",
                    null,
                    "Use aggregates within embeds only, or in a GET")),
        of("no key to find it by", "POST /rest/v1/keyless?select=customers(name)")
            .sending("{\"customer_id\":1}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB208",
                    "keyless has no primary key to find the written rows by",
                    null,
                    "Send Prefer: return=minimal, or add a primary key")),
        of("what is not embedded", "POST /rest/v1/orders?select=id&customers.name=eq.Ann")
            .sending("{\"id\":7}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST108",
                    "'customers' is not an embedded resource in this request",
                    null,
                    "Verify that 'customers' is included in the 'select' query parameter.")));
  }

  @Test
  void upsert_thatEmbeds_showsTheMergedRows() {
    String answer =
        NODE.client
            .with("Prefer", "return=representation, resolution=merge-duplicates")
            .post(
                "/rest/v1/orders?select=id,total,customers(name)",
                "[{\"id\":2,\"customer_id\":1,\"total\":2},{\"id\":1,\"customer_id\":2,\"total\":3}]")
            .body();
    assertThat(answer)
        .isEqualTo(
            """
            [{"id":1,"total":3.00,"customers":{"name":"Bob"}},\
            {"id":2,"total":2.00,"customers":{"name":"Ann"}}]\
            """);
  }

  @Test
  void rows_thatReferToOthersOfTheSameWrite_showThem() {
    String answer =
        NODE.client
            .with("Prefer", "return=representation, tx=rollback")
            .post(
                "/rest/v1/people?select=name,boss:people!boss(name),staff:people!name(name)",
                "[{\"name\":\"Ann\",\"boss\":null},{\"name\":\"Bob\",\"boss\":\"ann\"}]")
            .body();
    assertThat(answer)
        .isEqualTo(
            """
            [{"name":"Ann","boss":null,"staff":[{"name":"Bob"}]},\
            {"name":"Bob","boss":{"name":"Ann"},"staff":[]}]\
            """);
  }

  @Test
  void object_ofTwoRowsOfWhichOneIsShown_isThatOne() {
    String answer =
        NODE.client
            .with("Prefer", "return=representation")
            .with("Accept", "application/vnd.pgrst.object+json")
            .post(
                "/rest/v1/orders?select=id,customers!inner()",
                "[{\"id\":9,\"customer_id\":1},{\"id\":8}]")
            .body();
    assertThat(answer).isEqualTo("{\"id\":9}");
  }

  @Test
  void transaction_whoseOperationEmbeds_answersIt() {
    String answer =
        NODE.client
            .post(
                "/rest/v1/transaction",
                """
                [{"name":"c","method":"POST","path":"/customers","body":{"id":5,"name":"Dee"}},
                 {"method":"POST","path":"/orders?select=id,customers(name)",
                  "body":{"id":9,"customer_id":{"$ref":"c.id"}}}]\
                """)
            .body();
    assertThat(answer)
        .isEqualTo(
            """
            [{"status":201,"body":[{"id":5,"name":"Dee","country":null,"data":null}]},\
            {"status":201,"body":[{"id":9,"customers":{"name":"Dee"}}]}]\
            """);
  }

  @Test
  void rows_ofSeveralStatements_keepTheirOrderAndEmbeds() {
    // MySQL answers the rows of each of its statements in the order of their key.
    int step = TestServer.either(7, 1);
    List<Integer> ids = IntStream.range(0, 2500).mapToObj(i -> 100 + (i * step) % 2500).toList();
    String body =
        ids.stream()
            .map(id -> "{\"id\":%d,\"customer_id\":%d}".formatted(id, 1 + id % 2))
            .collect(Collectors.joining(",", "[", "]"));
    String answer =
        NODE.client
            .with("Prefer", "return=representation")
            .post("/rest/v1/orders?select=id,customers(id)", body)
            .body();
    assertThat(answer)
        .isEqualTo(
            ids.stream()
                .map(id -> "{\"id\":%d,\"customers\":{\"id\":%d}}".formatted(id, 1 + id % 2))
                .collect(Collectors.joining(",", "[", "]")));
    assertThat(
            NODE.client
                .with("Prefer", "return=representation")
                .patch("/rest/v1/orders?id=gte.100&select=id&order=id", "{\"total\":1}")
                .body())
        .isEqualTo(
            ErrorScenariosTest.error(
                "FB208",
                "The answer to a write of more than 1024 rows is not sorted",
                null,
                "Leave out order, and sort them yourself"));
  }

  private static Scenario of(String name, String requestLine) {
    return Scenario.of(name, requestLine);
  }
}
