package dev.forebay.data;

import dev.forebay.testing.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown of the rows that a procedure answers. */
class RoutineResultTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE things (id INT PRIMARY KEY, name VARCHAR(20), price DECIMAL(8,2), size DOUBLE,
            day DATE, at DATETIME(3), t TIME, ok BOOLEAN, kind ENUM('b','a'), raw VARBINARY(8),
            bits BIT(8), data JSON)\
          """,
          """
          INSERT INTO things VALUES
            (1, 'Ann', 1.50, 0.5, '2024-01-15', '2024-01-15 10:30:00.250', '10:30:00', TRUE, 'b',
             x'00FF', 5, '[1]'),
            (2, 'ann%', 10, 2e3, '2024-02-01', '2024-01-15 10:30:00.5', '-01:00:00', FALSE, 'a',
             x'01', 9, NULL),
            (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            (4, 'Ö\uD83D\uDE00l', 9.99, -1, '1999-12-31', '1999-12-31 23:59:59', '100:00:01', TRUE,
             'a', x'FF', 200, NULL)\
          """,
          "CREATE PROCEDURE things(least INT) READS SQL DATA"
              + " SELECT * FROM things WHERE id >= least ORDER BY id",
          """
          CREATE PROCEDURE many(n INT) READS SQL DATA
          WITH RECURSIVE c AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM c WHERE i < n)
          SELECT i + k * n AS i, (i + k * n) % 2 AS odd FROM c
          JOIN (SELECT 0 AS k UNION ALL SELECT 1) AS twice ORDER BY 1\
          """,
          "CREATE PROCEDURE add_thing(new_id INT) BEGIN INSERT INTO things (id) VALUES (new_id);"
              + " SELECT id, name FROM things WHERE id = new_id; END",
          "CREATE PROCEDURE two() READS SQL DATA BEGIN SELECT 1 AS a; SELECT 2 AS a; END",
          "CREATE PROCEDURE out_too(OUT n INT) READS SQL DATA BEGIN SET n = 1; SELECT 1 AS a; END",
          "CREATE FUNCTION one() RETURNS INT NO SQL RETURN 1");

  @ParameterizedTest
  @MethodSource
  void result_thatIsFiltered_hasTheRowsThatPass(String filter, List<Integer> ids) {
    String body =
        ids.stream().map("{\"id\":%d}"::formatted).collect(Collectors.joining(",", "[", "]"));
    Scenario.of(filter, "GET /rest/v1/rpc/things?least=1&select=id&" + filter)
        .expect(200, body)
        .run(NODE.client);
  }

  static Stream<Arguments> result_thatIsFiltered_hasTheRowsThatPass() {
    return Stream.of(
        of("id=eq.2", 2),
        of("id=neq.2", 1, 3, 4),
        of("id=in.(1,4,9)", 1, 4),
        of("id=in.()"),
        of("id=not.in.(1,4)", 2, 3),
        of("price=gt.9.989", 2, 4),
        of("price=eq.1.5", 1),
        of("price=lte.9.99", 1, 4),
        of("size=gte.0.5", 1, 2),
        of("day=lt.2024-01-15", 4),
        of("at=gt.2024-01-15T10:30:00.25", 2),
        of("at=eq.2024-01-15T10:30:00.5Z", 2),
        of("t=lt.10:30", 2),
        of("t=gt.10:30:00", 4),
        of("ok=is.true", 1, 4),
        of("ok=is.false", 2),
        of("ok=is.unknown", 3),
        of("ok=eq.false", 2),
        of("kind=eq.a", 2, 4),
        of("raw=gt.AP8=", 2, 4),
        of("bits=gte.9", 2, 4),
        of("data=is.null", 2, 3, 4),
        of("name=is.not_null", 1, 2, 4),
        of("name=eq.Ann", 1),
        of("name=gt.Ann", 2, 4),
        of("name=like.A*", 1),
        of("name=ilike.a*", 1, 2),
        of("name=ilike.%C3%B6_L", 4),
        of("name=like.*%5C%25", 2),
        of("name=like(any).%7BA*,%C3%96*%7D", 1, 4),
        of("name=not.like.A*", 2, 4),
        of("name=isdistinct.Ann", 2, 3, 4),
        of("or=(id.eq.1,and(price.gt.5,ok.is.true))", 1, 4),
        of("not.or=(id.eq.1,name.eq.x)", 2, 4),
        of("order=price.desc", 2, 4, 1, 3),
        of("order=price", 3, 1, 4, 2),
        of("order=name.nullslast,id", 1, 2, 4, 3),
        of("order=ok.desc.nullsfirst,id.desc", 3, 4, 1, 2),
        of("limit=2", 1, 2),
        of("limit=2&offset=1&order=id.desc", 3, 2),
        of("limit=0"));
  }

  @ParameterizedTest
  @MethodSource
  void result_thatIsShaped_isShownSo(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> result_thatIsShaped_isShownSo() {
    return Stream.of(
        get("columns under other names", "things?least=4&select=n:price,id,id2:id")
            .expect(200, "[{\"n\":9.99,\"id\":4,\"id2\":4}]"),
        get("CSV", "things?least=1&select=id,name,data&limit=2")
            .with("Accept", "text/csv")
            .expect(200, "id,name,data\n1,Ann,[1]\n2,ann%,\n"),
        get("CSV of no rows", "things?least=9&select=id,n:name")
            .with("Accept", "text/csv")
            .expect(200, "id,n\n"),
        get("no nulls", "things?least=3&select=id,name&limit=1")
            .with("Accept", "application/vnd.pgrst.object+json;nulls=stripped")
            .expect(200, "{\"id\":3}"),
        get("one of several", "things?least=1&id=eq.2&select=name")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(200, "{\"name\":\"ann%\"}"),
        get("a count", "things?least=1&id=gt.1&select=id&limit=1")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"id\":2}]")
            .expectHeader("Content-Range", "0-0/3"),
        get("a range", "things?least=1&select=id")
            .with("Range", "2-9")
            .expect(200, "[{\"id\":3},{\"id\":4}]")
            .expectHeader("Content-Range", "2-3/*"),
        get("a range behind the last row", "things?least=1&offset=9")
            .with("Prefer", "count=exact")
            .expect(
                416,
                ErrorScenariosTest.error(
                    "PGRST103",
                    "Requested range not satisfiable",
                    "An offset of 9 was requested, but there are only 4 rows.",
                    null)),
        get("an argument named as a column", "many?n=2&odd=eq.1&select=i")
            .expect(200, "[{\"i\":1},{\"i\":3}]"),
        get("more rows than an answer has", "many?n=550&select=i&i=gt.99&limit=1001&offset=999")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"i\":1099},{\"i\":1100}]")
            .expectHeader("Content-Range", "999-1000/1001"),
        get("no more rows than allowed", "things?least=1&id=gt.2")
            .with("Prefer", "handling=strict, max-affected=1")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST124",
                    "Query result exceeds max-affected preference constraint",
                    "The query affects 2 rows",
                    null)),
        post("a write", "add_thing?select=id", "{\"new_id\":50}")
            .with("Prefer", "tx=rollback")
            .expect(200, "[{\"id\":50}]"),
        post("a write of which not one row is shown", "add_thing?id=eq.1", "{\"new_id\":51}")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(
                406,
                ErrorScenariosTest.error(
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains 0 rows",
                    null)),
        get("which is undone", "things?least=51").expect(200, "[]"));
  }

  @ParameterizedTest
  @MethodSource
  void result_thatIsAskedForWhatOnlySqlDecides_isRefused(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> result_thatIsAskedForWhatOnlySqlDecides_isRefused() {
    return Stream.of(
        refused(
            "more than may be sorted",
            "many?n=501&order=i.desc",
            "FB207",
            "More than 1000 rows of a result would have to be sorted",
            null,
            "Let the routine sort them, filter more of them out, or raise api.maxRows"),
        refused(
            "a column that is not there",
            "things?least=9&nam=eq.1",
            "PGRST204",
            "The result has no column \"nam\"",
            null,
            "Perhaps you meant name"),
        refused(
            "a value that is none",
            "things?least=1&id=eq.x",
            "FB203",
            "The column id takes an integer from -2147483648 to 2147483647",
            "Given was \"x\"; the column is int",
            null),
        refused(
            "a regular expression",
            "things?least=1&name=match.A",
            "FB208",
            "The result of a routine is not filtered with match by \"name\"",
            null,
            HINT),
        refused(
            "a part of JSON",
            "things?least=1&data-%3Ea=eq.1",
            "FB208",
            "The result of a routine is not filtered by a part of \"data\"",
            null,
            HINT),
        refused(
            "an embed",
            "things?least=1&select=others(*)",
            "FB208",
            "The result of a routine is not joined with \"others\"",
            null,
            HINT),
        refused(
            "a cast",
            "things?least=1&select=id::text",
            "FB208",
            "The result of a routine is not computed with for \"id\"",
            null,
            HINT),
        refused(
            "JSON as a whole",
            "things?least=1&order=data",
            "FB208",
            "The column data of the result is not compared",
            "The column is json",
            "Only is.null and is.not_null are for it"),
        refused(
            "a pattern of numbers",
            "things?least=1&id=like.1*",
            "FB208",
            "The operator like is not for the column id",
            "The column is int",
            "Patterns are for texts"),
        refused(
            "a truth of numbers",
            "things?least=1&id=is.true",
            "FB203",
            "The column id cannot be tested for \"true\"",
            null,
            "Test is.null or is.not_null, and of a boolean is.true, is.false or is.unknown"),
        refused(
            "several results",
            "two?a=eq.1",
            "FB208",
            "The routine two answers 2 sets of rows, which are not filtered, sorted or cut",
            null,
            "Call it without, or write a procedure that answers one set"),
        refused(
            "what comes out",
            "out_too?a=eq.1",
            "FB208",
            "What the routine out_too gives is not filtered, sorted or cut",
            null,
            "That is for a procedure that answers one set of rows and no OUT parameters"),
        refused(
            "a value",
            "one?limit=1",
            "FB208",
            "What the routine one gives is not filtered, sorted or cut",
            null,
            "That is for a procedure that answers one set of rows and no OUT parameters"),
        get("a value as CSV", "one")
            .with("Accept", "text/csv")
            .expect(
                406,
                ErrorScenariosTest.error(
                    "FB106",
                    "What the routine one gives is not written as CSV",
                    null,
                    "Accept application/json, or call a procedure that answers one set of rows")));
  }

  private static final String HINT =
      "Plain columns are selected, sorted by and compared; let the routine do the rest";

  private static Scenario refused(
      String name,
      String call,
      String code,
      String message,
      @Nullable String detail,
      @Nullable String hint) {
    return get(name, call).expect(400, ErrorScenariosTest.error(code, message, detail, hint));
  }

  private static Arguments of(String filter, Integer... ids) {
    return Arguments.of(filter, List.of(ids));
  }

  private static Scenario get(String name, String call) {
    return Scenario.of(name, "GET /rest/v1/rpc/" + call);
  }

  private static Scenario post(String name, String call, String body) {
    return Scenario.of(name, "POST /rest/v1/rpc/" + call).sending(body);
  }
}
