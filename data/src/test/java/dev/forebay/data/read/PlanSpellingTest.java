package dev.forebay.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.entry.Cascades;
import dev.forebay.data.entry.TableCache;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.plan.Grants;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.planner.Planner;
import dev.forebay.data.request.GivenRequest;
import dev.forebay.data.request.RequestParser;
import dev.forebay.data.sql.Server;
import dev.forebay.http.Request.QueryParameter;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class PlanSpellingTest {
  private static final Table TABLE = table("name");

  private final RequestParser parser = new RequestParser(GivenRequest.LIMITS);
  private final Planner planner = new Planner(new Planner.Limits(100, true));
  private final Schema schema = new Schema("db", 1, Map.of("t", TABLE));
  private final TableModels models =
      new TableModels(
          () -> schema,
          name -> new TableCache(true, Duration.ofHours(1), List.of(), true),
          new Cascades(() -> schema),
          Server.MARIADB);

  @Test
  void queries_thatReadDifferently_areSpelledDifferently() {
    Map<String, String> known = new HashMap<>();
    for (String query :
        List.of(
            "",
            "select=id",
            "select=name",
            "select=id,name",
            "select=name,id",
            "select=a:id",
            "select=b:id",
            "select=id::text",
            "select=data->a",
            "select=data->>a",
            "select=data->b",
            "select=count()",
            "select=id.sum()",
            "select=id.max()",
            "name=eq.a",
            "name=eq.b",
            "name=neq.a",
            "name=like.a",
            "name=ilike.a",
            "name=is.null",
            "name=not.is.null",
            "name=in.(a)",
            "name=in.(a,b)",
            "name=in.(\"a, b\")",
            "name=in.(a,\"b, c\")",
            "name=in.(\"a, b\",c)",
            "name=in.(\"a,String1:b\")",
            "name=eq.a&id=eq.1",
            "or=(name.eq.a,id.eq.1)",
            "or=(name.eq.a,id.not.eq.1)",
            "not.or=(name.eq.a,id.eq.1)",
            "id=eq.1",
            "id=eq.11",
            "order=id",
            "order=id.desc",
            "order=name.nullslast",
            "order=id,name",
            "order=name,id",
            "limit=1",
            "limit=2",
            "limit=1&offset=1",
            "offset=1")) {
      String other = known.put(spelling(query), query);
      assertThat(other).as(query).isNull();
    }
  }

  @Property
  void values_thatDiffer_areSpelledDifferently(
      @ForAll @CharRange(to = '\uD7FF') String one,
      @ForAll @CharRange(to = '\uD7FF') String other) {
    assertThat(spelling(name(one)).equals(spelling(name(other)))).isEqualTo(one.equals(other));
  }

  @Test
  void sameQuery_isSpelledAlike() {
    String query = "select=a:id,count()&or=(name.like.a*,data->a.eq.1)&order=id.desc&limit=7";
    assertThat(spelling(query)).isEqualTo(spelling(query));
  }

  @Test
  void otherDefinitionOfTheTable_isSpelledDifferently() {
    assertThat(spelling(GivenRequest.get("select=id"), table("renamed")))
        .isNotEqualTo(spelling("select=id"));
  }

  @Test
  void value_ofAnUnknownKind_isNotSpelled() {
    PlanSpelling spelling = new PlanSpelling(models);
    spelling.add(List.of("known"));
    assertThat(spelling.isComplete()).isTrue();
    spelling.add(List.of(new Object()));
    assertThat(spelling.isComplete()).isFalse();
  }

  private String spelling(String query) {
    return spelling(GivenRequest.get(query));
  }

  private String spelling(GivenRequest request) {
    return spelling(request, TABLE);
  }

  private String spelling(GivenRequest request, Table table) {
    Schema schema = new Schema("db", 1, Map.of("t", table));
    Plan.Read plan = (Plan.Read) planner.plan(parser.parse(request), schema, Grants.ALL);
    PlanSpelling spelling = new PlanSpelling(models);
    spelling.add(plan.resource());
    assertThat(spelling.isComplete()).isTrue();
    assertThat(spelling.tables()).containsExactly("t");
    return spelling.text();
  }

  private static GivenRequest name(String value) {
    return new GivenRequest(
        "GET", List.of(new QueryParameter("name", "eq." + value)), Map.of(), new byte[0]);
  }

  private static Table table(String second) {
    return new Table(
        "t",
        false,
        List.of(
            new Column("id", ColumnType.of("int(11)", null), "int(11)", false, true, false, true),
            new Column(
                second, ColumnType.of("text", "utf8mb4_bin"), "text", true, false, false, true),
            new Column("data", ColumnType.of("json", null), "json", true, false, false, true)),
        List.of("id"),
        List.of(),
        List.of(),
        List.of());
  }
}
