package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
class RoutineTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE heroes (id INT PRIMARY KEY, name VARCHAR(20), xp DECIMAL(10,2))",
          "CREATE TABLE notes (id INT PRIMARY KEY, note VARCHAR(20))",
          "CREATE TABLE hidden (id INT PRIMARY KEY)",
          "CREATE VIEW shown AS SELECT * FROM hidden",
          "INSERT INTO heroes VALUES (1, 'Ann', 1.50), (2, 'Bob', 2)",
          "INSERT INTO notes VALUES (1, 'a')",
          "CREATE FUNCTION add_up(a DECIMAL(10,2), b DECIMAL(10,2)) RETURNS DECIMAL(12,2) NO SQL"
              + " RETURN a + b",
          "CREATE FUNCTION greeting(name TEXT) RETURNS TEXT CHARSET utf8mb4 NO SQL"
              + " RETURN CONCAT('Hello \"', name, '\"')",
          "CREATE FUNCTION nothing() RETURNS INT NO SQL RETURN NULL",
          "CREATE FUNCTION place() RETURNS POINT NO SQL RETURN POINT(1, 2)",
          "CREATE PROCEDURE list_heroes(least DECIMAL(10,2)) READS SQL DATA"
              + " SELECT * FROM heroes WHERE xp >= least ORDER BY id",
          """
          CREATE PROCEDURE two_lists() READS SQL DATA
          BEGIN SELECT 1 AS a, TRUE AS b; SELECT NOW(6) < NOW(6) AS c FROM heroes; END\
          """,
          """
          CREATE PROCEDURE summary(OUT total DECIMAL(12,2), OUT latest VARCHAR(20), INOUT n INT)
          READS SQL DATA
          BEGIN SELECT SUM(xp), MAX(name), n + COUNT(*) INTO total, latest, n FROM heroes; END\
          """,
          """
          CREATE PROCEDURE both_ways(OUT n INT) READS SQL DATA
          BEGIN SELECT COUNT(*) INTO n FROM heroes; SELECT id FROM heroes ORDER BY id; END\
          """,
          "CREATE PROCEDURE note(new_id INT, new_note VARCHAR(20))"
              + " INSERT INTO notes VALUES (new_id, new_note)",
          "CREATE PROCEDURE hide() INSERT INTO shown VALUES (1)",
          "CREATE PROCEDURE lying() READS SQL DATA DELETE FROM notes",
          "CREATE PROCEDURE dynamic(t TEXT) BEGIN SET @t = t; PREPARE s FROM @t; EXECUTE s; END",
          "CREATE PROCEDURE refusing() NO SQL"
              + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Not on Sundays'");

  @ParameterizedTest
  @MethodSource
  void call_answersAsPostgrest(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> call_answersAsPostgrest() {
    return Stream.of(
        post("a function", "add_up", "{\"a\":1.10,\"b\":2}").expect(200, "3.10"),
        get("a function by GET", "add_up?a=1.1&b=2.05").expect(200, "3.15"),
        post("a text", "greeting", "{\"name\":\"\\\"Ann\\\"\"}")
            .expect(200, "\"Hello \\\"\\\"Ann\\\"\\\"\""),
        post("null", "nothing", "{}").expect(200, "null"),
        post("no body", "nothing", "").expect(200, "null"),
        post("a null argument", "add_up", "{\"a\":null,\"b\":2}").expect(200, "null"),
        post("a geometry", "place", "{}")
            .expect(
                200,
                "{\"type\": \"Point\", \"coordinates\": "
                    + TestServer.either("[1, 2]", "[1.0, 2.0]")
                    + "}"),
        post("rows", "list_heroes", "{\"least\":1.5}")
            .expect(
                200,
                "[{\"id\":1,\"name\":\"Ann\",\"xp\":1.50},{\"id\":2,\"name\":\"Bob\",\"xp\":2.00}]"),
        get("rows by GET", "list_heroes?least=2&select=*")
            .expect(200, "[{\"id\":2,\"name\":\"Bob\",\"xp\":2.00}]"),
        get("no rows", "list_heroes?least=9").expect(200, "[]"),
        get("one row", "list_heroes?least=2")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(200, "{\"id\":2,\"name\":\"Bob\",\"xp\":2.00}"),
        get("not one row", "list_heroes?least=1")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(
                406,
                ErrorScenariosTest.error(
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains 2 rows",
                    null)),
        post("several results", "two_lists", "{}")
            .expect(200, "[[{\"a\":1,\"b\":1}],[{\"c\":0},{\"c\":0}]]"),
        post("what comes out", "summary", "{\"n\":5}")
            .expect(200, "{\"total\":3.50,\"latest\":\"Bob\",\"n\":7}"),
        post("what comes out, and rows", "both_ways", "{}")
            .expect(200, "{\"out\":{\"n\":2},\"results\":[[{\"id\":1},{\"id\":2}]]}"),
        post("an unknown routine", "add_upp", "{\"a\":1}")
            .expect(
                404,
                ErrorScenariosTest.error(
                    "PGRST202",
                    "Could not find the function add_upp(a) in the schema cache",
                    "Searched for the function add_upp(a), but no matches were found in the schema"
                        + " cache.",
                    "Perhaps you meant to call add_up(a, b)")),
        post("another argument", "add_up", "{\"a\":1,\"c\":2}")
            .expect(
                404,
                ErrorScenariosTest.error(
                    "PGRST202",
                    "Could not find the function add_up(a, c) in the schema cache",
                    "Searched for the function add_up(a, c), but no matches were found in the"
                        + " schema cache.",
                    "Perhaps you meant to call add_up(a, b)")),
        post("a bad argument", "add_up", "{\"a\":\"x\",\"b\":2}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB203",
                    "The column a takes a decimal number of at most 65 digits, such as 12.50",
                    "Given was \"x\"; the column is decimal(10,2)",
                    null)),
        get("a change by GET", "note?new_id=1&new_note=x")
            .expect(
                405,
                ErrorScenariosTest.error(
                    "FB104",
                    "The routine note may change rows",
                    null,
                    "Call it with POST, or declare it READS SQL DATA or NO SQL")),
        post("a routine that lies", "lying", "{}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB410",
                    "A routine that is declared to change nothing tried to",
                    null,
                    "Declare it MODIFIES SQL DATA")),
        post("a routine of texts", "dynamic", "{\"t\":\"SELECT 1\"}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB208",
                    "Which tables the routine dynamic changes cannot be told, so the cache would be"
                        + " stale",
                    null,
                    "Let it do without PREPARE and EXECUTE, grant the account to see its body, or"
                        + " declare it READS SQL DATA")),
        get("columns", "add_up?a=1&b=2&columns=a")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST100",
                    "The parameter \"columns\" means nothing in this call",
                    null,
                    "Send only the arguments that the routine has")),
        post("a conflict", "add_up?on_conflict=a", "{\"a\":1,\"b\":2}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST100",
                    "The parameter \"on_conflict\" means nothing in this call",
                    null,
                    "It is for a POST of rows to a table")),
        post("another profile", "add_up", "{\"a\":1,\"b\":2}")
            .with("Content-Profile", "other")
            .expect(406, otherProfile()),
        get("another profile, by GET", "add_up?a=1&b=2")
            .with("Accept-Profile", "other")
            .expect(406, otherProfile()),
        post("a routine that refuses", "refusing", "{}")
            .expect(400, ErrorScenariosTest.error("FB414", "Not on Sundays", null, null)));
  }

  private static String otherProfile() {
    return ErrorScenariosTest.error(
        "PGRST106",
        "Invalid schema: other",
        null,
        "Only the following schemas are exposed: " + NODE.db.database().name());
  }

  @Test
  void call_thatChangesRows_isSeenAtOnceBecauseTheyAreNotCached() {
    for (int i = 2; i < 20; i++) {
      String read = "/rest/v1/notes?id=eq." + i + "&select=note";
      assertThat(NODE.client.get(read).body()).isEqualTo("[]");
      var answer =
          NODE.client.post("/rest/v1/rpc/note", "{\"new_id\":%d,\"new_note\":\"n\"}".formatted(i));
      assertThat(answer.statusCode() + answer.body()).isEqualTo("204");
      assertThat(NODE.client.get(read).body()).isEqualTo("[{\"note\":\"n\"}]");
    }
    assertThat(cacheStatus("/rest/v1/notes?id=eq.1")).contains("bypass");
    assertThat(cacheStatus("/rest/v1/hidden?id=eq.1")).contains("bypass");
    Eventually.until(
        "others are cached", () -> cacheStatus("/rest/v1/heroes?id=eq.1").contains("hit"));
  }

  @Test
  void call_thatIsRolledBack_changesNothing() {
    NODE.client
        .with("Prefer", "tx=rollback")
        .post("/rest/v1/rpc/note", "{\"new_id\":99,\"new_note\":\"n\"}");
    assertThat(NODE.client.get("/rest/v1/notes?id=eq.99").body()).isEqualTo("[]");
  }

  @Test
  void routine_thatIsNew_isThereAtOnce() {
    NODE.db.run("CREATE FUNCTION fresh() RETURNS INT NO SQL RETURN 42");
    Eventually.until(
        "the routine is known",
        () -> NODE.client.post("/rest/v1/rpc/fresh", "{}").body().equals("42"));
  }

  @Test
  void call_withThePublishableKey_isRefused() {
    TestClient web = TestClient.of(NODE.node.server.port()).withKey(DataNode.KEYS.publishableKey());
    assertThat(web.post("/rest/v1/rpc/nothing", "{}").statusCode()).isEqualTo(403);
  }

  private static String cacheStatus(String path) {
    return NODE.client.get(path).headers().firstValue("Cache-Status").orElse("");
  }

  private static Scenario post(String name, String routine, String body) {
    return Scenario.of(name, "POST /rest/v1/rpc/" + routine).sending(body);
  }

  private static Scenario get(String name, String routine) {
    return Scenario.of(name, "GET /rest/v1/rpc/" + routine);
  }
}
