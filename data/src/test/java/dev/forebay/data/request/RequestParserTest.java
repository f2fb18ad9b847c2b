package dev.forebay.data.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Action;
import dev.forebay.data.request.ApiRequest.Clauses;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.request.Preferences.Handling;
import dev.forebay.data.request.Preferences.Return;
import dev.forebay.data.request.SelectItem.Aggregate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
  private final RequestParser parser = new RequestParser(GivenRequest.LIMITS);

  @Test
  void select_ofNamesAliasesAndStar_isKeptInOrder() {
    assertThat(query("select=id, total:amount,*,\"a,\\\"b\":\"c.d\"").select())
        .containsExactly(
            SelectItem.Field.of("id", null),
            SelectItem.Field.of("amount", "total"),
            SelectItem.All.ALL,
            SelectItem.Field.of("c.d", "a,\"b"));
  }

  @Test
  void select_ofPathsCastsAndAggregates_isKeptInOrder() {
    Operand city = new Operand("data", List.of("address", "0", "city"), true);
    assertThat(
            query("select=data->address->0->>city,n:a::int.sum()::text,count(),b::text").select())
        .containsExactly(
            new SelectItem.Field(city, null, null, null, null),
            new SelectItem.Field(Operand.of("a"), "n", "int", Aggregate.SUM, "text"),
            new SelectItem.Field(null, null, null, Aggregate.COUNT, null),
            new SelectItem.Field(Operand.of("b"), null, "text", null, null));
    assertThat(city.label()).isEqualTo("city");
    assertThat(new Operand("data", List.of("a", "0"), false).label()).isEqualTo("a");
  }

  @Test
  void select_ofEmbeds_isATree() {
    SelectItem id = SelectItem.Field.of("id", null);
    SelectItem product = new SelectItem.Embed("p", null, null, false, true, List.of(id));
    assertThat(query("select=ls:lines!fk!inner(id,...p(id)),c!left()").select())
        .containsExactly(
            new SelectItem.Embed("lines", "ls", "fk", true, false, List.of(id, product)),
            new SelectItem.Embed("c", null, null, false, false, List.of()));
  }

  @Test
  void clauses_ofEmbeds_areKeptByTheirLabels() {
    ApiRequest.Query query =
        query("select=ls:lines(p(id))&ls.limit=3&ls.p.order=id.desc&ls.p.not.or=(a.eq.1)&id=eq.1");
    assertThat(query.embedded().get(List.of("ls")))
        .isEqualTo(new Clauses(Filter.none(), List.of(), OptionalLong.of(3), 0));
    Clauses product = query.embedded().getOrDefault(List.of("ls", "p"), Clauses.NONE);
    assertThat(printed(product.filter())).isEqualTo("not(any(a eq [1]))");
    assertThat(product.order())
        .containsExactly(new OrderTerm(List.of(), Operand.of("id"), true, Nulls.NATURAL));
    assertThat(printed(query.filter())).isEqualTo("id eq [1]");
  }

  @Test
  void clauses_ofWhatIsNotSelected_areRefused() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> query("select=id&lines.limit=1"))
        .withMessage("'lines' is not an embedded resource in this request")
        .returns(ErrorCode.NOT_EMBEDDED, ForebayException::code);
  }

  @Test
  void embeds_deeperThanTheLimit_areRefused() {
    assertThat(query("select=a(b(c(d(e(id)))))").embedded()).hasSize(5);
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> query("select=a(b(c(d(e(f(id))))))"))
        .returns(ErrorCode.EMBED_TOO_DEEP, ForebayException::code);
  }

  @Test
  void filters_overTheLimit_areRefusedWhereverTheyStand() {
    String many = "id.eq.1,".repeat(99) + "id.eq.2";
    assertThat(query("or=(" + many + ")").filter().tests()).isEqualTo(100);
    for (String query :
        List.of("or=(" + many + ")&id=eq.1", "select=a(id)&a.or=(" + many + ",b.eq.1)")) {
      assertThatExceptionOfType(ForebayException.class)
          .isThrownBy(() -> query(query))
          .returns(ErrorCode.TOO_MANY_FILTERS, ForebayException::code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                            | 0-9   | 0  | 10
          limit=5           | 10-19 | 10 | 5
          limit=50&offset=2 | 10-19 | 12 | 10
          limit=5           | 3-    | 3  | 5
          limit=5           | bytes=0-1 | 0 | 5
          """)
  void range_isWithinLimitAndOffset(String query, String range, long offset, long limit) {
    GivenRequest request = GivenRequest.get(query == null ? "" : query).with("range", range);
    Clauses clauses = parser.parse(request).query().clauses();
    assertThat(clauses.offset()).isEqualTo(offset);
    assertThat(clauses.limit()).hasValue(limit);
  }

  @Test
  void order_ofTerms_isKeptInOrder() {
    assertThat(
            query("order=a,b.desc,c.asc.nullsfirst,d.desc.nullslast,e.nullslast").clauses().order())
        .containsExactly(
            new OrderTerm(List.of(), Operand.of("a"), false, Nulls.NATURAL),
            new OrderTerm(List.of(), Operand.of("b"), true, Nulls.NATURAL),
            new OrderTerm(List.of(), Operand.of("c"), false, Nulls.FIRST),
            new OrderTerm(List.of(), Operand.of("d"), true, Nulls.LAST),
            new OrderTerm(List.of(), Operand.of("e"), false, Nulls.LAST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a=eq.1                       | a eq [1]
          a=eq.                        | a eq []
          a=eq.x.y,(z)"                | a eq [x.y,(z)"]
          a=not.eq.1                   | not(a eq [1])
          a=in.(1,2)                   | a in [1][2]
          a=in.("x,y","z\\"",w)        | a in [x,y][z"][w]
          a=in.(,)                     | a in [][]
          a=in.()                      | a in
          a=is.null                    | a is [null]
          a=eq.1&a=lt.5                | all(a eq [1], a lt [5])
          or=(a.eq.1,b.is.null)        | any(a eq [1], b is [null])
          and=(a.eq.1)                 | all(a eq [1])
          not.or=(a.eq.1,b.eq.2)       | not(any(a eq [1], b eq [2]))
          or=(a.eq."x,y",b.not.in.(1)) | any(a eq [x,y], not(b in [1]))
          or=(and(a.eq.1,b.eq.2),not.and(c.eq.3,or(d.eq.4))) \
          | any(all(a eq [1], b eq [2]), not(all(c eq [3], any(d eq [4]))))
          or=(not.a.eq.1,b.eq.2)       | any(not(a eq [1]), b eq [2])
          and=(not.a.not.eq.1)         | all(not(not(a eq [1])))
          or=(not.a->b.is.null)        | any(not(a->b is [null]))
          or=(not.a.like(any).{x,y})   | any(not(any(a like [x], a like [y])))
          or=(and(not.a.in.(1,2),not.or(b.eq.1,not.c.eq.2))) \
          | any(all(not(a in [1][2]), not(any(b eq [1], not(c eq [2])))))
          not.and=(not.a.eq.1)         | not(all(not(a eq [1])))
          or=(not.eq.1,not.not.eq.2)   | any(not eq [1], not(not eq [2]))
          or=(nota.eq.1,not_b.eq.2)    | any(nota eq [1], not_b eq [2])
          or=( a.eq.1, and( b.eq."2" , not.or(c.in.(3) ) ) ) \
          | any(a eq [1], all(b eq [2], not(any(c in [3]))))
          or=("a.b".eq.1,android.eq.2) | any(a.b eq [1], android eq [2])
          a=like(any).{x*,"y,z"}       | any(a like [x*], a like [y,z])
          a=not.gt(all).{1,2}          | not(all(a gt [1], a gt [2]))
          a=eq(any).{}                 | any()
          or=(a.eq(any).{1,2},b.eq.3)  | any(any(a eq [1], a eq [2]), b eq [3])
          or=(a.cs.{1,2},b.ov.["x)"])  | any(a cs [{1,2}], b ov [["x)"]])
          a->b->>c=eq.1                | a->b->>c eq [1]
          or=(a->0.gt.1)               | any(a->0 gt [1])
          a=plfts.fat cat              | a plfts [fat cat]
          """)
  void filter_ofTheGrammar_isATree(String query, String tree) {
    assertThat(printed(query(query).filter()).strip()).isEqualTo(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select=", "select=a,", "select=,a", "select=a:", "select=\"a", "select=a b\"c,\"",
        "order=a.", "order=a.asc.asc", "order=.desc", "limit=", "limit=1.5", "offset=-1",
        "limit=1000000000000000000", "columns=", "or=a.eq.1", "or=(a.eq.1", "or=()", "or=(a)",
        "or=(a.eq.1)b", "and=(a.eq.1,)", "or=(a.eq)"
      })
  void query_outsideTheGrammar_isMalformed(String query) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> query(query))
        .returns(ErrorCode.MALFORMED_QUERY, ForebayException::code);
  }

  @Test
  void prefer_inSeveralHeaders_isTakenTogether() {
    GivenRequest request =
        GivenRequest.get("")
            .with("prefer", "return=representation, count=planned", "handling=lenient,x=y");
    assertThat(parser.parse(request).preferences())
        .isEqualTo(
            new Preferences(
                Optional.of(Return.REPRESENTATION),
                Optional.of(Count.PLANNED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Handling.LENIENT),
                OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.pgrst.object+json                | true
          application/vnd.pgrst.object+json; charset=utf-8 | true
          application/json                                 | false
          text/html, */*;q=0.1                             | false
          Application/JSON                                 | false
          """)
  void accept_decidesBetweenObjectAndArray(String accept, boolean singular) {
    assertThat(parser.parse(GivenRequest.get("").with("accept", accept)).singular())
        .isEqualTo(singular);
  }

  @Test
  void body_keepsEveryDigitAndStructureAsWritten() {
    ApiRequest request =
        parser.parse(
            GivenRequest.sending(
                "POST",
                "",
                "[{\"a\": 1.10, \"b\": 123456789012345678901234567890, \"c\": \"x\\u00e9\", \"d\":"
                    + " null, \"e\": { \"f\" : [1.0, \"}\"] }, \"g\": true}, {}]"));
    assertThat(request.action()).isEqualTo(Action.INSERT);
    assertThat(request.body())
        .containsExactly(
            Map.of(
                "a", new JsonValue.Literal("1.10"),
                "b", new JsonValue.Literal("123456789012345678901234567890"),
                "c", new JsonValue.Text("xé"),
                "d", JsonValue.Null.NULL,
                "e", new JsonValue.Structure("{ \"f\" : [1.0, \"}\"] }"),
                "g", new JsonValue.Literal("true")),
            Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[}",
        "nul",
        "\"a\"",
        "1",
        "[[]]",
        "[1]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "{\"a\":+1}",
        "{\"a\":\"\t\"}",
        "\uFEFF",
        "\uFEFF\uFEFF{}"
      })
  void body_thatIsNotRows_isMalformed(String body) {
    assertMalformed(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"application/json, {\"a\":\"1\"}", "text/csv, 'a\n1'"})
  void body_behindAByteOrderMark_isTaken(String type, String body) {
    byte[] marked = ("\uFEFF" + body).getBytes(StandardCharsets.UTF_8);
    GivenRequest request =
        new GivenRequest("POST", List.of(), Map.of("content-type", List.of(type)), marked);
    assertThat(parser.parse(request).body().keys()).containsExactly("a");
  }

  @Test
  void body_thatIsNotUtf8_isMalformed() {
    assertMalformed(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertMalformed("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
  }

  @Test
  void body_nestedWithoutEnd_isMalformed() {
    assertMalformed(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    assertMalformed(("{\"a\":" + "1".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8));
  }

  private void assertMalformed(byte[] body) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> parser.parse(new GivenRequest("POST", List.of(), Map.of(), body)))
        .returns(ErrorCode.MALFORMED_BODY, ForebayException::code);
  }

  private ApiRequest.Query query(String query) {
    return parser.parse(GivenRequest.get(query)).query();
  }

  private static String printed(Filter filter) {
    return switch (filter) {
      case Filter.All all -> "all(" + printed(all.filters()) + ")";
      case Filter.Any any -> "any(" + printed(any.filters()) + ")";
      case Filter.Not not -> "not(" + printed(not.filter()) + ")";
      case Filter.Unreadable unreadable -> throw unreadable.error();
      case Filter.Test test ->
          printed(test.operand())
              + " "
              + test.operator().word()
              + " "
              + String.join("", test.values().stream().map("[%s]"::formatted).toList());
    };
  }

  private static String printed(Operand operand) {
    String keys = String.join("->", operand.path());
    int last = keys.lastIndexOf("->") + 2;
    if (operand.path().isEmpty()) {
      return operand.column();
    }
    return operand.column()
        + (operand.text()
            ? (last < 2 ? "" : "->" + keys.substring(0, last - 2))
                + "->>"
                + operand.path().getLast()
            : "->" + keys);
  }

  private static String printed(List<Filter> filters) {
    return String.join(", ", filters.stream().map(RequestParserTest::printed).toList());
  }
}
