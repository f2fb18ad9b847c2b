package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.auth.Policy;
import dev.forebay.auth.Principal;
import dev.forebay.auth.Principal.Role;
import dev.forebay.auth.ReadRule;
import dev.forebay.auth.RoleAccess;
import dev.forebay.auth.TableAccess;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.plan.Where;
import dev.forebay.data.planner.ReadAccess;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCollector;
import dev.forebay.data.row.RowCondition;
import dev.forebay.data.row.RowFormat;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a rule's filter, the rows that pass it in Java are those that the database finds. */
class RowConditionTest {
  private static final int ROWS = 120;
  private static final String UUID = "6ccd780c-baba-1026-9564-5b8c656024db";
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "i", List.of("-7", "0", "1", "2147483647"),
          "u", List.of("0", "9223372036854775808", "18446744073709551615"),
          "d", List.of("-1.5", "0.000", "1.10", "1.1", "1.1000000001", "12e2", "9999999.999"),
          "b", List.of("true", "false"),
          "day", List.of("1000-01-01", "2024-02-29", "2024-03-01", "9999-12-31"),
          "at", List.of("2024-02-29", "2024-02-29T10:30:00.123", "2024-02-29T10:30:00.1234"),
          "ts", List.of("2024-02-29T10:30:00Z", "2024-02-29T10:30:00.000001", "2037-12-31"),
          "e", List.of("open", "PAID", "void"),
          "uid", List.of("00000000-0000-0000-0000-00000000000A", UUID));
  private static final List<String> ORDERED = List.of("i", "u", "d", "day", "at", "ts");

  private static final TestDatabase DB =
      TestDatabase.create(
          """
          CREATE TABLE things (id INT PRIMARY KEY, i INT, u BIGINT UNSIGNED, d DECIMAL(10,3),
            b BOOLEAN, day DATE, at DATETIME(3), ts TIMESTAMP(6) NULL,
            e ENUM('open','Paid','void'), uid UUID, y YEAR, t VARCHAR(9), j JSON, f DOUBLE,
            strict DATE NOT NULL)\
          """,
          "SET STATEMENT sql_mode = '' FOR INSERT INTO things " + rows());
  private static final SchemaSource SCHEMA = SchemaSource.open(DB.database());
  private static final Table TABLE = SCHEMA.current().table("things").orElseThrow();
  private static final Renderer RENDERER = new Renderer(Server.MARIADB);
  private static final JsonRows ALL = fromDatabase(Where.EVERYTHING);

  @AfterContainer
  static void stop() {
    SCHEMA.close();
    DB.close();
  }

  @Property(tries = 1000)
  void filter_ofTypesThatJavaCompares_findsTheRowsThatTheDatabaseFinds(
      @ForAll("filters") String filter) {
    Where where = where("and=(" + filter + ")");
    RowCondition condition = RowCondition.of(TABLE, where).orElseThrow();
    assertThat(text(condition.among(ALL))).isEqualTo(text(fromDatabase(where)));
  }

  @Example
  void filter_thatOnlyTheDatabaseDecides_isNone() {
    for (String filter :
        List.of(
            "t=eq.a",
            "t=in.(a)",
            "j->a=eq.1",
            "j->>a=eq.a",
            "j=cs.{}",
            "j=is.null",
            "uid=gt." + UUID,
            "e=lt.void",
            "day=gt.0999-12-31",
            "ts=lt.1970-12-31",
            "ts=lt.2038-01-01",
            "d=eq.0.0000000000000000000000000000001",
            "or=(i.eq.1,t.eq.a)",
            "i=eq.1&t=ilike.A*")) {
      assertThat(RowCondition.of(TABLE, where(filter))).as(filter).isEmpty();
    }
    for (String filter :
        List.of(
            "t=is.null",
            "t=like.a*",
            "f=not.is.null",
            "f=gt.1",
            "t=in.()",
            "y=eq.2024",
            "b=gt.false",
            "b=in.(true)",
            "b=isdistinct.true",
            "strict=is.null",
            "strict=not.is.null",
            "strict=gt.2024-01-01")) {
      Where where = where(filter);
      JsonRows found = RowCondition.of(TABLE, where).orElseThrow().among(ALL);
      assertThat(text(found)).as(filter).isEqualTo(text(fromDatabase(where)));
    }
  }

  @Example
  void rows_ofAllValues_areFoundByOneFilterOrAnother() {
    for (String filter : List.of("b=eq.true", "b=is.true", "at=gt.1000-01-01", "uid=not.is.null")) {
      JsonRows found = RowCondition.of(TABLE, where(filter)).orElseThrow().among(ALL);
      assertThat(found.count()).as(filter).isBetween(1, ROWS - 1);
    }
  }

  @Provide
  Arbitrary<String> filters() {
    return filters(3);
  }

  private static Arbitrary<String> filters(int depth) {
    Arbitrary<String> tests = Arbitraries.of(VALUES.keySet()).flatMap(RowConditionTest::tests);
    if (depth == 0) {
      return tests;
    }
    Arbitrary<String> groups =
        Combinators.combine(
                Arbitraries.lazy(() -> filters(depth - 1)).list().ofMinSize(1).ofMaxSize(3),
                Arbitraries.of("and", "or", "not.and", "not.or"))
            .as((members, word) -> word + "(" + String.join(",", members) + ")");
    return Arbitraries.oneOf(tests, groups);
  }

  private static Arbitrary<String> tests(String column) {
    Arbitrary<String> value =
        Arbitraries.of(
            column.equals("b") ? List.of("false") : VALUES.getOrDefault(column, List.of()));
    List<Arbitrary<String>> kinds = new ArrayList<>();
    kinds.add(Arbitraries.of("is.null", "is.not_null"));
    kinds.add(value.list().ofMaxSize(3).map(list -> "in.(" + String.join(",", list) + ")"));
    kinds.add(operated(List.of("eq", "neq", "isdistinct"), value));
    if (column.equals("b")) {
      kinds.add(Arbitraries.of("is.true", "is.false", "is.unknown", "eq.true", "neq.true"));
    }
    if (ORDERED.contains(column)) {
      kinds.add(operated(List.of("gt", "gte", "lt", "lte"), value));
    }
    return Combinators.combine(Arbitraries.oneOf(kinds), Arbitraries.of("", "not."))
        .as((test, not) -> column + "." + not + test);
  }

  private static Arbitrary<String> operated(List<String> operators, Arbitrary<String> value) {
    return Combinators.combine(Arbitraries.of(operators), value).as((o, v) -> o + ".\"" + v + "\"");
  }

  /** What a rule with the filter lets through, as the planner has it. */
  private static Where where(String filter) {
    ReadRule rule = new ReadRule(null, filter.replace("%", "%25"));
    TableAccess access = new TableAccess(new RoleAccess(rule));
    return new ReadAccess(new Policy(Map.of("things", access)))
        .of(new Principal(Role.ANONYMOUS))
        .of(TABLE)
        .rows();
  }

  private static JsonRows fromDatabase(Where where) {
    String sql =
        RENDERER.render(
            new Statement.Rows(
                "things",
                null,
                List.of(),
                TABLE.columns().stream().map(Output::of).toList(),
                where.condition(),
                List.of(new dev.forebay.data.plan.Ordering("id", false, Nulls.NATURAL)),
                Statement.Page.ALL));
    RowCollector rows = new RowCollector(new RowFormat(Projection.all(TABLE)));
    DB.database().read(session -> session.query(sql, where.values(), rows));
    return rows.rows();
  }

  private static String text(JsonRows rows) {
    return new String(rows.array(), StandardCharsets.UTF_8);
  }

  /** Values that filters name and others, NULLs, zero dates, and a boolean that is 2. */
  private static String rows() {
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < ROWS; n++) {
      rows.add(
          "("
              + String.join(
                  ", ",
                  "" + n,
                  any(n, 3, "-7", "0", "1", "2147483647", "NULL"),
                  any(n, 7, "0", "9223372036854775808", "18446744073709551615", "NULL"),
                  any(n, 5, "-1.5", "0", "1.1", "1.101", "1200", "9999999.999", "NULL"),
                  any(n, 11, "TRUE", "FALSE", "2", "NULL"),
                  any(n, 13, "'1000-01-01'", "'2024-02-29'", "'0000-00-00'", "NULL"),
                  any(n, 17, "'2024-02-29'", "'2024-02-29 10:30:00.123'", "0", "NULL"),
                  any(n, 19, "'2024-02-29 10:30:00'", "'2024-02-29 10:30:00.000001'", "NULL"),
                  any(n, 23, "'open'", "'Paid'", "'void'", "NULL"),
                  any(n, 29, "'" + UUID + "'", "'00000000-0000-0000-0000-00000000000a'", "NULL"),
                  any(n, 31, "2024", "0", "NULL"),
                  any(n, 37, "''", "'a'", "'null'", "NULL"),
                  any(n, 41, "'null'", "'{\"a\": 1}'", "NULL"),
                  any(n, 43, "0.1", "NULL"),
                  any(n, 47, "'2024-02-29'", "'0000-00-00'"))
              + ")");
    }
    return "VALUES " + String.join(", ", rows);
  }

  /** Spreads the values over rows, each column in a way of its own. */
  private static String any(int row, int step, String... values) {
    return values[(row * step / 7 + row) % values.length];
  }
}
