package dev.forebay.data.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Action;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.ApiRequest.SelectItem;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.request.Preferences.Handling;
import dev.forebay.data.request.Preferences.Return;
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
  private final RequestParser parser = new RequestParser();

  @Test
  void select_ofNamesAliasesAndStar_isKeptInOrder() {
    assertThat(query("select=id, total:amount,*,\"a,\\\"b\":\"c.d\"").select())
        .containsExactly(
            new SelectItem("id", null),
            new SelectItem("amount", "total"),
            new SelectItem("*", null),
            new SelectItem("c.d", "a,\"b"));
  }

  @Test
  void order_ofTerms_isKeptInOrder() {
    assertThat(query("order=a,b.desc,c.asc.nullsfirst,d.desc.nullslast,e.nullslast").order())
        .containsExactly(
            new OrderTerm("a", false, Nulls.NATURAL),
            new OrderTerm("b", true, Nulls.NATURAL),
            new OrderTerm("c", false, Nulls.FIRST),
            new OrderTerm("d", true, Nulls.LAST),
            new OrderTerm("e", false, Nulls.LAST));
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
          or=("a.b".eq.1,android.eq.2) | any(a.b eq [1], android eq [2])
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

  @ParameterizedTest
  @ValueSource(strings = {"select=a::text", "select=a(b)", "select=a.sum()", "or=(a.eq(any).{1})"})
  void query_ofFeaturesThatAreMissing_isUnsupported(String query) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> query(query))
        .returns(ErrorCode.UNSUPPORTED_FEATURE, ForebayException::code);
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
        "\uFEFF{}"
      })
  void body_thatIsNotRows_isMalformed(String body) {
    assertMalformed(body.getBytes(StandardCharsets.UTF_8));
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
          test.column()
              + " "
              + test.operator().word()
              + " "
              + String.join("", test.operands().stream().map("[%s]"::formatted).toList());
    };
  }

  private static String printed(List<Filter> filters) {
    return String.join(", ", filters.stream().map(RequestParserTest::printed).toList());
  }
}
