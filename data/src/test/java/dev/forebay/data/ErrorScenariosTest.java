package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class ErrorScenariosTest {
  private static final String OPERATORS =
      "The operators are: eq, neq, gt, gte, lt, lte, in, is, isdistinct, like, ilike, match,"
          + " imatch, fts, plfts, phfts, wfts, cs, cd, ov";
  private static final String INT = TestServer.either("int(11)", "int");

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE invoices (id INT PRIMARY KEY AUTO_INCREMENT, customer VARCHAR(5) NOT NULL,
            amount DECIMAL(10,2), status ENUM('pending','paid'), due DATE, at DATETIME,
            paid BOOLEAN, data JSON, twice DECIMAL(10,2) AS (amount * 2), ratio DOUBLE,
            bin BLOB, UNIQUE (customer), CHECK (amount >= 0))\
          """,
          "CREATE TABLE items (id INT PRIMARY KEY, invoice INT NOT NULL REFERENCES invoices (id))",
          "INSERT INTO invoices (id, customer) VALUES (1, 'Ann')",
          "INSERT INTO items VALUES (1, 1)",
          "CREATE TABLE keyless (a INT)",
          "CREATE VIEW paid AS SELECT * FROM invoices WHERE paid");

  @ParameterizedTest
  @MethodSource
  void read_thatIsWrong_saysWhat(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> read_thatIsWrong_saysWhat() {
    return Stream.of(
        get("an unknown table", "invoice")
            .expect(
                404,
                error(
                    "PGRST205",
                    "There is no table or view \"invoice\"",
                    null,
                    "Perhaps you meant invoices")),
        get("SQL as a table", "invoices;DROP%20TABLE%20invoices")
            .expect(
                404,
                error(
                    "PGRST205",
                    "There is no table or view \"invoices;DROP TABLE invoices\"",
                    null,
                    null)),
        get("a table of Forebay's own", "forebay_jobs")
            .expect(
                404, error("PGRST205", "There is no table or view \"forebay_jobs\"", null, null)),
        get("an unknown column", "invoices?select=custmer")
            .expect(
                400,
                error(
                    "PGRST204",
                    "The table invoices has no column \"custmer\"",
                    null,
                    "Perhaps you meant customer")),
        get("a parameter that is no column", "invoices?limitt=10")
            .expect(
                400,
                error(
                    "PGRST204",
                    "The table invoices has no column \"limitt\"",
                    null,
                    "Perhaps you meant limit")),
        get("SQL as a column", "invoices?id%60%20OR%201=eq.1")
            .expect(
                400,
                error("PGRST204", "The table invoices has no column \"id` OR 1\"", null, null)),
        get("SQL in select", "invoices?select=id%60,%60amount")
            .expect(
                400,
                error(
                    "PGRST204",
                    "The table invoices has no column \"id`\"",
                    null,
                    "Perhaps you meant id")),
        get("SQL in order", "invoices?order=id%20desc;--")
            .expect(
                400,
                error("PGRST204", "The table invoices has no column \"id desc;--\"", null, null)),
        get("an unknown order", "invoices?order=id.down")
            .expect(
                400,
                error(
                    "PGRST100",
                    "The parameter \"order\" cannot be read",
                    "Expected .asc, .desc, .nullsfirst, .nullslast or a comma at character 3, where"
                        + " it has \".down\"",
                    null)),
        get("an unknown operator", "invoices?id=eqq.1")
            .expect(
                400,
                error(
                    "PGRST100",
                    "Unknown operator \"eqq\" in the filter on id",
                    OPERATORS,
                    "Perhaps you meant eq")),
        get("no operator", "invoices?id=1")
            .expect(
                400,
                error(
                    "PGRST100",
                    "Unknown operator \"1\" in the filter on id",
                    OPERATORS,
                    "A filter is written column=operator.value, for example id=eq.5")),
        get("an open list", "invoices?id=in.(1,2")
            .expect(
                400,
                error(
                    "PGRST100",
                    "The parameter \"id\" cannot be read",
                    "Expected \")\" at character 8, where it ends",
                    null)),
        get("a text for an integer", "invoices?id=eq.abc")
            .expect(
                400,
                error(
                    "FB203",
                    "The column id takes an integer from -2147483648 to 2147483647",
                    "Given was \"abc\"; the column is " + INT,
                    null)),
        get("SQL in a value", "invoices?id=eq.1%20OR%201=1")
            .expect(
                400,
                error(
                    "FB203",
                    "The column id takes an integer from -2147483648 to 2147483647",
                    "Given was \"1 OR 1=1\"; the column is " + INT,
                    null)),
        get("JSON compared", "invoices?data=eq.1")
            .expect(
                400,
                error(
                    "FB208",
                    "The operator eq is not for the column data",
                    "The column is " + TestServer.either("longtext", "json"),
                    "Compare a part of it, such as data->>key=eq.value, or use cs, cd or ov")),
        get("a pattern of numbers", "invoices?id=like.1*")
            .expect(
                400,
                error(
                    "FB208",
                    "The operator like is not for the column id",
                    "The column is " + INT,
                    "Patterns are for texts")),
        get("a limit that is none", "invoices?limit=-1")
            .expect(
                400,
                error(
                    "PGRST100",
                    "The parameter \"limit\" cannot be read",
                    "Expected a whole number of at most 18 digits at character 1, where it has"
                        + " \"-1\"",
                    null)),
        get("two limits", "invoices?limit=1&limit=2")
            .expect(
                400,
                error("PGRST100", "The parameter \"limit\" is given more than once", null, null)),
        get("filters without end", "invoices?" + "id=eq.1&".repeat(101))
            .expect(
                400,
                error(
                    "FB226",
                    "The request has more than 100 filters, which is the limit",
                    null,
                    "Use in.(...) for many values of one column, or raise api.maxFilters")),
        get("groups without end", "invoices?or=(" + "or(".repeat(30))
            .expect(
                400, error("FB207", "The filters are nested deeper than 20 groups", null, null)),
        get("one of none", "invoices?id=eq.9")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(
                406,
                error(
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains 0 rows",
                    null)),
        get("a type that cannot be produced", "invoices")
            .with("Accept", "text/html")
            .expect(
                406,
                error(
                    "FB106",
                    "None of the types in Accept can be produced: text/html",
                    null,
                    "Accept application/json, application/vnd.pgrst.object+json or text/csv")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=eq.1e0",
        "id=eq.2147483648",
        "id=eq.99999999999999999999999999999999999999999999999999999999999999999999",
        "id=eq.",
        "amount=eq.NaN",
        "ratio=gt.Infinity",
        "ratio=gt.1e999",
        "amount=eq.10000000000000000000000000000000000000000000000000000000000000000000000",
        "amount=eq.1e999",
        "due=eq.2024-02-30",
        "at=eq.2024-02-28T25:00:00",
        "paid=eq.perhaps",
        "status=eq.payed",
        "status=eq.1",
        "id=in.(1,x)",
        "bin=eq.!!",
        "id=is.true"
      })
  void filter_withAValueThatIsNoneOfItsColumns_isRefused(String filter) {
    HttpResponse<String> answer = NODE.client.get("/rest/v1/invoices?" + filter);
    assertThat(answer.statusCode() + " " + answer.body()).startsWith("400 {\"code\":\"FB203\",");
  }

  @ParameterizedTest
  @MethodSource
  void write_thatIsWrong_saysWhatAndWritesNothing(Scenario scenario) {
    scenario.run(NODE.client);
    get("the row before", "invoices?select=id,customer,amount")
        .expect(200, "[{\"id\":1,\"customer\":\"Ann\",\"amount\":null}]")
        .run(NODE.client);
  }

  static Stream<Scenario> write_thatIsWrong_saysWhatAndWritesNothing() {
    return Stream.of(
        post("no JSON", "{")
            .expect(
                400,
                error(
                    "FB101",
                    "The body is not valid JSON",
                    "Unexpected end-of-input: expected close marker for Object, at line 1, column"
                        + " 2",
                    null)),
        post("nothing", "")
            .expect(
                400,
                error(
                    "FB101",
                    "The body must be an object or an array of objects",
                    "the body is empty",
                    null)),
        post("a number", "1")
            .expect(
                400,
                error(
                    "FB101",
                    "The body must be an object or an array of objects",
                    "line 1, column 1",
                    null)),
        post("an array of numbers", "[1]")
            .expect(
                400,
                error(
                    "FB101",
                    "The body must be an array of objects only",
                    "line 1, column 2",
                    null)),
        post("a key twice", "{\"id\":2,\"id\":3}")
            .expect(
                400,
                error(
                    "FB101",
                    "The body is not valid JSON",
                    "Duplicate Object property \"id\", at line 1, column 13",
                    null)),
        post("two bodies", "{}{}")
            .expect(
                400,
                error(
                    "FB101", "The body must be nothing after the rows", "line 1, column 3", null)),
        post("an unknown column", "{\"customer\":\"a\",\"amout\":1}")
            .expect(
                400,
                error(
                    "PGRST204",
                    "The table invoices has no column \"amout\"",
                    null,
                    "Perhaps you meant amount")),
        post("a computed column", "{\"customer\":\"a\",\"twice\":1}")
            .expect(
                400,
                error(
                    "FB203",
                    "The column twice of invoices is computed and takes no value",
                    null,
                    "Leave it out, or name those that are to be taken: columns=a,b")),
        post(
                "a bad value in the second row",
                "[{\"customer\":\"a\",\"amount\":1},{\"customer\":\"b\",\"amount\":\"x\"}]")
            .expect(
                400,
                error(
                    "FB203",
                    "The column amount takes a decimal number of at most 65 digits, such as 12.50",
                    "Given was \"x\" in row 2; the column is decimal(10,2)",
                    null)),
        post("an object for a text", "{\"customer\":{}}")
            .expect(
                400,
                error(
                    "FB203",
                    "The column customer takes a string of valid Unicode",
                    "Given was \"{}\" in row 1; the column is varchar(5)",
                    null)),
        post("a text that is too long", "{\"customer\":\"123456\"}")
            .expect(
                400,
                error(
                    "FB406",
                    "A value is too long for its column or out of its range",
                    "Column: customer",
                    "Send a value that fits the column's type")),
        post("30 digits", "{\"customer\":\"a\",\"amount\":" + "9".repeat(30) + "}")
            .expect(
                400,
                error(
                    "FB406",
                    "A value is too long for its column or out of its range",
                    "Column: amount",
                    "Send a value that fits the column's type")),
        post("a required column left out", "{\"amount\":1}")
            .expect(
                400,
                error(
                    "FB404",
                    "A required column has no value",
                    "Column: customer",
                    "Give it a value")),
        post("a value that exists", "{\"customer\":\"ann\"}")
            .expect(
                409,
                error(
                    "FB402",
                    "A row with the same value exists already",
                    "Columns: customer",
                    "Use another value, or change the row that has it")),
        post("the second of two that exists", "[{\"customer\":\"b\"},{\"customer\":\"ann\"}]")
            .expect(
                409,
                error(
                    "FB402",
                    "A row with the same value exists already",
                    "Columns: customer",
                    "Use another value, or change the row that has it")),
        post("what a check refuses", "{\"customer\":\"a\",\"amount\":-1}")
            .expect(
                400,
                error(
                    "FB405",
                    "A check of the table refuses the row",
                    "Constraint: " + TestServer.either("CONSTRAINT_1", "invoices_chk_1"),
                    "Send values that the constraint allows")),
        post("a form", "a=1")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .expect(
                415,
                error(
                    "FB105",
                    "The body's type \"application/x-www-form-urlencoded\" is not supported",
                    null,
                    "Send application/json or text/csv")),
        post("an unknown preference that must not be", "{\"customer\":\"a\"}")
            .with("Prefer", "handling=strict, speed=fast")
            .expect(
                400,
                error(
                    "PGRST122",
                    "Invalid preferences given with handling=strict",
                    "Invalid preferences: speed=fast",
                    "Leave them out, or send handling=lenient")),
        Scenario.of("a reference to nothing", "POST /rest/v1/items")
            .sending("{\"id\":2,\"invoice\":9}")
            .expect(
                409,
                error(
                    "FB403",
                    "The row refers to one that does not exist",
                    "Foreign key: invoice",
                    "Create the row that is referred to first, or correct the value")),
        Scenario.of("a row that is referred to", "DELETE /rest/v1/invoices?id=eq.1")
            .expect(
                409,
                error(
                    "FB403",
                    "Other rows still refer to this one",
                    "Referring table: items",
                    "Delete or change the rows that refer to it first")),
        Scenario.of("every row deleted", "DELETE /rest/v1/invoices")
            .expect(
                400,
                error(
                    "FB204",
                    "A DELETE without a filter would touch every row",
                    null,
                    "Add a filter, for example ?id=eq.5")),
        Scenario.of("every row changed", "PATCH /rest/v1/invoices")
            .sending("{\"amount\":1}")
            .expect(
                400,
                error(
                    "FB204",
                    "A PATCH without a filter would touch every row",
                    null,
                    "Add a filter, for example ?id=eq.5")),
        Scenario.of("two rows for a PATCH", "PATCH /rest/v1/invoices?id=eq.1")
            .sending("[{\"amount\":1}]")
            .expect(400, error("FB101", "The body must be an object", "line 1, column 1", null)),
        Scenario.of("a PATCH of nothing", "PATCH /rest/v1/invoices?id=eq.1")
            .sending("{}")
            .expect(
                400,
                error(
                    "FB101",
                    "The body names no column to change",
                    null,
                    "Send {\"column\": value}")),
        Scenario.of("a PATCH with a limit", "PATCH /rest/v1/invoices?id=eq.1&limit=1")
            .sending("{\"amount\":1}")
            .expect(400, error("FB208", "A write takes no limit and no offset", null, null)),
        Scenario.of("a PATCH of not one row", "PATCH /rest/v1/invoices?id=lt.0")
            .sending("{\"amount\":1}")
            .with("Prefer", "return=representation")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(
                406,
                error(
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains 0 rows",
                    null)),
        Scenario.of("two rows inserted as one", "POST /rest/v1/invoices")
            .sending("[{\"customer\":\"x\"},{\"customer\":\"y\"}]")
            .with("Prefer", "return=representation")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(
                406,
                error(
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains 2 rows",
                    null)),
        Scenario.of("a view", "POST /rest/v1/paid")
            .sending("{\"customer\":\"x\"}")
            .expect(
                405,
                error("FB206", "paid is a view", null, "Write to the tables that it is made of")),
        Scenario.of("rows to see without a key", "DELETE /rest/v1/keyless?a=eq.1")
            .with("Prefer", "return=representation")
            .expect(
                400,
                error(
                    "FB208",
                    "keyless has no primary key to find the written rows by",
                    null,
                    "Send Prefer: return=minimal, or add a primary key")));
  }

  @ParameterizedTest
  @MethodSource
  void parameter_withoutEffect_isRefused(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> parameter_withoutEffect_isRefused() {
    String keys = "It names which keys of a body count";
    String upsert =
        "It is for a POST with Prefer: resolution=merge-duplicates or ignore-duplicates";
    return Stream.of(
        misplaced("GET", "columns", keys),
        misplaced("DELETE", "columns", keys),
        misplaced("GET", "on_conflict", upsert),
        misplaced("POST", "on_conflict", upsert).sending("{\"customer\":\"Bob\"}"),
        misplaced("PATCH", "on_conflict", upsert).sending("{\"customer\":\"Bob\"}"),
        misplaced("PUT", "on_conflict", upsert).sending("{\"id\":1,\"customer\":\"Bob\"}"),
        Scenario.of("a filter", "POST /rest/v1/invoices?id=eq.1")
            .sending("{\"customer\":\"Bob\"}")
            .expect(
                400,
                error(
                    "PGRST100",
                    "A POST inserts rows and takes no filter",
                    null,
                    "PATCH changes the rows that a filter names; filters on embeds say what of them"
                        + " is shown")));
  }

  private static Scenario misplaced(String method, String parameter, String hint) {
    String filter = method.equals("POST") ? "" : "&id=eq.1";
    return Scenario.of(method, method + " /rest/v1/invoices?" + parameter + "=id" + filter)
        .expect(
            400,
            error(
                "PGRST100",
                "The parameter \"%s\" means nothing in this %s".formatted(parameter, method),
                null,
                hint));
  }

  @Test
  void request_withoutAKey_isRefused() {
    TestClient nobody = TestClient.of(NODE.node.server.port());
    assertThat(nobody.get("/rest/v1/invoices").statusCode()).isEqualTo(401);
    assertThat(nobody.get("/rest/v1/nothing").statusCode()).isEqualTo(401);
  }

  @Test
  void request_withThePublishableKey_isRefused() {
    TestClient web = TestClient.of(NODE.node.server.port()).withKey(DataNode.KEYS.publishableKey());
    assertThat(web.get("/rest/v1/invoices").statusCode()).isEqualTo(403);
    assertThat(web.post("/rest/v1/invoices", "{}").statusCode()).isEqualTo(403);
  }

  private static Scenario get(String name, String path) {
    return Scenario.of(name, "GET /rest/v1/" + path);
  }

  private static Scenario post(String name, String body) {
    return Scenario.of(name, "POST /rest/v1/invoices").sending(body);
  }

  static String error(
      String code, String message, @Nullable String details, @Nullable String hint) {
    return "{\"code\":%s,\"message\":%s,\"details\":%s,\"hint\":%s}"
        .formatted(json(code), json(message), json(details), json(hint));
  }

  private static String json(@Nullable String text) {
    return text == null ? "null" : "\"" + text.replace("\"", "\\\"") + "\"";
  }
}
