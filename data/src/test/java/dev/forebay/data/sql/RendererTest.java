package dev.forebay.data.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Ordering;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.plan.Source;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.SelectItem.Aggregate;
import dev.forebay.data.sql.Statement.Argument;
import dev.forebay.data.sql.Statement.Expression;
import dev.forebay.data.sql.Statement.Form;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.mysql.schema.Collation;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RendererTest {
  private static final Expression ID = new Expression("id", Form.VALUE);
  private static final Condition IS_7 = new Condition.Test("id", Comparison.EQUAL, 1);

  private final Renderer mariaDb = new Renderer(Server.MARIADB);
  private final Renderer mySql = new Renderer(Server.MYSQL);

  @Test
  void select_ofAPage_bindsLimitThenOffset() {
    assertBoth(
        new Statement.Select(
            "t",
            List.of(ID, new Expression("g", Form.GEOJSON)),
            IS_7,
            List.of(new Ordering("id", true, Nulls.NATURAL), new Ordering("a", false, Nulls.LAST)),
            true,
            false),
        "select `id`, st_asgeojson(`g`) from `t` where `id` = ? order by `id` desc, "
            + "case when `a` is not null then 0 else 1 end, `a` asc limit ? offset ?");
  }

  @Test
  void select_thatLocks_isForUpdate() {
    assertBoth(
        new Statement.Select(
            "t",
            List.of(new Expression("a", Form.PADDED_WEIGHT), new Expression("b", Form.WEIGHT)),
            IS_7,
            List.of(),
            false,
            true),
        "select trim(trailing hex(weight_string(right(concat(`a`, ' '), 1))) from"
            + " hex(weight_string(rtrim(`a`)))), hex(weight_string(`b`)) from `t` where `id` = ?"
            + " for update");
  }

  @Test
  void conditions_ofEveryComparison_bindTheirValues() {
    List<Condition> tests =
        Arrays.stream(Comparison.values())
            .<Condition>map(c -> new Condition.Test("a", c, c == Comparison.IN ? 2 : 1))
            .collect(Collectors.toList());
    assertBoth(
        new Statement.Count("t", new Condition.Not(new Condition.Any(tests))),
        """
        select count(*) from `t` where not (`a` = ? or `a` <> ? or `a` > ? or `a` >= ? or `a` < ? \
        or `a` <= ? or `a` in (?, ?) or (not (`a` <=> ?)) \
        or (convert(`a` using utf8mb4) collate utf8mb4_bin like ?) \
        or (lower(convert(`a` using utf8mb4)) collate utf8mb4_bin like lower(?)) \
        or (convert(`a` using utf8mb4) collate utf8mb4_bin regexp ?) \
        or (match (`a`) against (? in boolean mode)) or (json_contains(`a`, ?)) \
        or (json_contains(?, `a`)) or (json_overlaps(`a`, ?)) or ((`a` <=> null)) or `a` is not null or (`a` is true) or (`a` is false))\
        """);
  }

  @Test
  void condition_ofAnEmptyList_isFalse() {
    assertBoth(
        new Statement.Count("t", new Condition.Test("a", Comparison.IN, 0)),
        "select count(*) from `t` where false");
  }

  @Test
  void names_areQuoted() {
    assertBoth(
        new Statement.Delete("t`; x", new Condition.Test("a` = 1 or `a", Comparison.EQUAL, 1)),
        "delete from `t``; x` where `a`` = 1 or ``a` = ?");
  }

  @Test
  void insert_ofRows_bindsAllButDefaults() {
    BitSet defaults = new BitSet();
    defaults.set(1);
    defaults.set(2);
    Statement.Insert insert = new Statement.Insert("t", List.of("a", "b"), 2, defaults, List.of());
    assertBoth(insert, "insert into `t` (`a`, `b`) values (?, default), (default, ?)");
  }

  @Test
  void insert_thatReturns_isOneStatementOnMariaDb() {
    Statement.Insert insert = new Statement.Insert("t", List.of("a"), 1, new BitSet(), List.of(ID));
    assertThat(mariaDb.render(insert)).isEqualTo("insert into `t` (`a`) values (?) returning `id`");
  }

  @Test
  void upsert_mergesWhatIsGivenOrKeepsAll() {
    var insert = new Statement.Insert("t", List.of("a", "b"), 1, new BitSet(), List.of());
    assertBoth(
        new Statement.Upsert(insert, List.of("b"), "a"),
        "insert into `t` (`a`, `b`) values (?, ?) on duplicate key update `b` = values(`b`)");
    assertBoth(
        new Statement.Upsert(insert, List.of(), "a"),
        "insert into `t` (`a`, `b`) values (?, ?) on duplicate key update `a` = `a`");
  }

  @Test
  void writes_byKey_bindEveryKey() {
    assertBoth(
        new Statement.Update(
            "t",
            List.of("a", "b"),
            Set.of("b"),
            new Condition.KeyIn(List.of(new Source.Stored("id")), 2)),
        "update `t` set `a` = ?, `b` = default where `id` in (?, ?)");
    assertBoth(
        new Statement.Delete(
            "t", new Condition.KeyIn(List.of(new Source.Stored("x"), new Source.Stored("y")), 2)),
        "delete from `t` where (`x`, `y`) in ((?, ?), (?, ?))");
  }

  @Test
  void rows_ofAJunction_areReadWithTheirLinks() {
    Link via =
        new Link(
            List.of("id"),
            "tags",
            List.of("id"),
            new Link.Junction("order_tags", List.of("order_id"), List.of("tag_id")));
    Source link = new Source.Between("order_id");
    assertBoth(
        new Statement.Rows(
            "tags",
            via,
            List.of(link),
            List.of(Output.of(new Source.Stored("tag"), Cast.NONE), Output.of(link, Cast.NONE)),
            new Condition.KeyIn(List.of(link), 2),
            List.of(new Ordering("tag", true, Nulls.NATURAL)),
            Page.FIRST),
        "select `forebay_0`.`tag`, `forebay_j0`.`order_id` from `tags` as `forebay_0` join"
            + " `order_tags` as `forebay_j0` on `forebay_j0`.`tag_id` = `forebay_0`.`id` where"
            + " `forebay_j0`.`order_id` in (?, ?) order by `forebay_0`.`tag` desc limit ?");
  }

  @Test
  void rows_ofAPartOfEachLink_areNumbered() {
    Source link = new Source.Stored("order_id");
    assertBoth(
        new Statement.Rows(
            "lines",
            null,
            List.of(link),
            List.of(Output.of(link, Cast.NONE)),
            new Condition.KeyIn(List.of(link), 1),
            List.of(new Ordering("n", false, Nulls.NATURAL)),
            Page.PER_LINK),
        "select `forebay_0` from (select `order_id` as `forebay_0`, row_number() over (partition by"
            + " `order_id` order by `n` asc) as `forebay_n` from `lines` where `order_id` in (?))"
            + " as `forebay_rows` where (`forebay_n` > ? and `forebay_n` <= ?) order by `forebay_n`"
            + " limit ?");
  }

  @Test
  void condition_onRelatedRows_isASubquery() {
    Link staff = new Link(List.of("id"), "employees", List.of("manager_id"), null);
    Condition hasFay = new Condition.Exists(staff, new Condition.Test("name", Comparison.EQUAL, 1));
    assertBoth(
        new Statement.Count("employees", hasFay),
        "select count(*) from `employees` where exists (select 1 from `employees` as `forebay_1`"
            + " where (`forebay_1`.`manager_id` = `employees`.`id` and `forebay_1`.`name` = ?))");
  }

  @Test
  void groups_areOfWhatHasNoAggregate() {
    assertBoth(
        new Statement.Rows(
            "t",
            null,
            List.of(),
            List.of(
                new Output(new Source.Stored("n"), Cast.NONE, Aggregate.SUM, Cast.INTEGER),
                Output.of(new Source.Stored("a"), Cast.TEXT)),
            Condition.TRUE,
            List.of(),
            Page.ALL),
        "select cast(sum(`n`) as decimal(65,0)), cast(`a` as char) from `t` where true group by 2");
  }

  @Test
  void json_isLookedIntoByABoundPath() {
    Condition is7 = new Condition.Test(new Source.Json("d", Source.As.TEXT), Comparison.EQUAL, 1);
    assertThat(mariaDb.render(new Statement.Count("t", is7)))
        .isEqualTo(
            "select count(*) from `t` where convert(json_unquote(nullif(json_extract(`d`, ?),"
                + " 'null')) using utf8mb4) collate utf8mb4_bin = ?");
    assertThat(mySql.render(new Statement.Count("t", is7)))
        .isEqualTo(
            "select count(*) from `t` where convert(json_unquote(nullif(json_extract(`d`, ?),"
                + " cast('null' as json))) using utf8mb4) collate utf8mb4_bin = ?");
  }

  @Test
  void settle_readsThePrimaryKeysIndex() {
    assertBoth(
        new Statement.Settle("t", List.of("x", "y"), true),
        "select 1 from `t` force index (`PRIMARY`) where (`x` = ? and `y` = ?) lock in share mode");
  }

  @Test
  void settle_thatDoesNotWait_isInTheServersWords() {
    var settle = new Statement.Settle("t", List.of("x"), false);
    String read = "select 1 from `t` force index (`PRIMARY`) where `x` = ? ";
    assertThat(mariaDb.render(settle)).isEqualTo(read + "lock in share mode nowait");
    assertThat(mySql.render(settle)).isEqualTo(read + "for share nowait");
  }

  @Test
  void routines_areCalledWithValuesAndVariables() {
    assertBoth(
        new Statement.CallProcedure(
            "p`", List.of(Argument.VALUE, Argument.VARIABLE, Argument.VARIABLE)),
        "call `p```(?, @forebay_1, @forebay_2)");
    assertBoth(new Statement.SetVariables(2), "set @forebay_1 = ?, @forebay_2 = ?");
    assertBoth(
        new Statement.ReadVariables(List.of(false, true)),
        "select @forebay_1, st_asgeojson(@forebay_2)");
    assertBoth(new Statement.Evaluate("f", 2, false), "select `f`(?, ?)");
    assertBoth(new Statement.Evaluate("f", 0, true), "select st_asgeojson(`f`())");
  }

  @Test
  void weigh_takesSpacesIntoAccountAsTheCollationDoes() {
    assertBoth(
        new Statement.Weigh(new Collation("utf8mb4_general_ci"), 1),
        "select trim(trailing hex(weight_string(cast(' ' as char character set utf8mb4) collate"
            + " utf8mb4_general_ci)) from hex(weight_string(rtrim(cast(? as char character set"
            + " utf8mb4) collate utf8mb4_general_ci))))");
    assertBoth(
        new Statement.Weigh(new Collation("utf8mb4_0900_ai_ci"), 1),
        "select hex(weight_string(cast(? as char character set utf8mb4) collate"
            + " utf8mb4_0900_ai_ci))");
  }

  private void assertBoth(Statement statement, String sql) {
    assertThat(mariaDb.render(statement)).isEqualTo(sql);
    assertThat(mySql.render(statement)).isEqualTo(sql);
    assertThat(mySql.render(statement)).isSameAs(mySql.render(statement));
  }
}
