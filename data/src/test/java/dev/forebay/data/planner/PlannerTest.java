package dev.forebay.data.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.plan.Grants;
import dev.forebay.data.plan.Ordering;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.GivenRequest;
import dev.forebay.data.request.RequestParser;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Table TABLE =
      new Table(
          "t",
          false,
          List.of(
              new Column("id", ColumnType.of("int(11)", null), "int(11)", false, true, false, true),
              new Column(
                  "name", ColumnType.of("text", "utf8mb4_bin"), "text", true, false, false, true),
              new Column("data", ColumnType.of("json", null), "json", true, false, false, true)),
          List.of("id"),
          List.of(),
          List.of(),
          List.of());
  private static final Schema SCHEMA = new Schema("db", 1, Map.of("t", TABLE));

  private final RequestParser parser = new RequestParser(GivenRequest.LIMITS);
  private final Planner planner = new Planner(new Planner.Limits(100, true));

  @Test
  void read_ofValues_keepsThemBesideTheShape() {
    Plan.Read read = read("or=(id.eq.7,name.like.a*)&id=in.(1,2)&name=is.null");
    assertThat(read.resource().where().values()).containsExactly(7L, "a%", 1L, 2L);
    assertThat(read.resource().where().condition())
        .isEqualTo(
            new Condition.All(
                List.of(
                    new Condition.Any(
                        List.of(
                            new Condition.Test("id", Comparison.EQUAL, 1),
                            new Condition.Test("name", Comparison.LIKE, 1))),
                    new Condition.Test("id", Comparison.IN, 2),
                    new Condition.Test("name", Comparison.NULL, 0))));
  }

  @Test
  void read_ofEqualities_knowsThem() {
    assertThat(read("id=eq.1&name=eq.a").resource().where().equalities())
        .isEqualTo(Map.of("id", 1L, "name", "a"));
    assertThat(read("id=eq.1").resource().where().equalities()).isEqualTo(Map.of("id", 1L));
    for (String query :
        List.of(
            "",
            "id=eq.1&id=eq.2",
            "id=gt.1",
            "id=not.eq.1",
            "or=(id.eq.1)",
            "id=eq.1&name=is.null")) {
      assertThat(read(query).resource().where().equalities()).as(query).isEmpty();
    }
  }

  @Test
  void limit_isNeverMoreThanTheSettingsAllow() {
    assertThat(read("").resource().limit()).isEqualTo(100);
    assertThat(read("limit=7").resource().limit()).isEqualTo(7);
    assertThat(read("limit=1000").resource().limit()).isEqualTo(100);
  }

  @Test
  void order_ofNulls_isLeftToTheDatabaseWhereItPutsThemThereAnyway() {
    assertThat(
            read("order=id.nullslast,name.nullsfirst,name.desc.nullslast,name.nullslast")
                .resource()
                .sorting()
                .orderings())
        .containsExactly(
            new Ordering("id", false, Nulls.NATURAL),
            new Ordering("name", false, Nulls.NATURAL),
            new Ordering("name", true, Nulls.NATURAL),
            new Ordering("name", false, Nulls.LAST));
  }

  @Test
  void select_ofAllColumns_isWhole() {
    assertThat(read("select=*").resource().whole()).isTrue();
    assertThat(read("select=id,name,data").resource().whole()).isTrue();
    assertThat(read("select=id,data,name").resource().whole()).isFalse();
    assertThat(read("select=id,name,x:data").resource().whole()).isFalse();
  }

  @Test
  void insert_ofJson_keepsItAsWritten() {
    Plan.Insert insert =
        (Plan.Insert)
            plan(
                GivenRequest.sending(
                    "POST",
                    "",
                    "[{\"data\":{\"a\": 1.10}},{\"data\":\"a\\\"\\n"
                        + "\"},{\"data\":1.0,\"id\":\"3\"},{\"data\":null}]"));
    assertThat(insert.columns()).containsExactly("data", "id");
    assertThat(insert.rows())
        .containsExactly(
            Arrays.asList("{\"a\": 1.10}", null),
            Arrays.asList("\"a\\\"\\n\"", null),
            List.of("1.0", 3L),
            Arrays.asList(null, null));
  }

  @Property
  void value_ofAnyText_isBoundAndNeverInTheSql(@ForAll String text) {
    GivenRequest any = parameter("name", "eq." + text);
    GivenRequest other = parameter("name", "eq.");
    assertThat(((Plan.Read) plan(any)).resource().where().values()).containsExactly(text);
    assertThat(sql(any)).isEqualTo(sql(other));
  }

  private String sql(GivenRequest request) {
    Plan.Read read = (Plan.Read) plan(request);
    return new Renderer(Server.MARIADB)
        .render(new Statement.Count("t", read.resource().where().condition()));
  }

  private static GivenRequest parameter(String name, String value) {
    return new GivenRequest(
        "GET",
        List.of(new dev.forebay.http.Request.QueryParameter(name, value)),
        Map.of(),
        new byte[0]);
  }

  private Plan.Read read(String query) {
    return (Plan.Read) plan(GivenRequest.get(query));
  }

  private Plan plan(GivenRequest request) {
    return planner.plan(parser.parse(request), SCHEMA, Grants.ALL);
  }
}
