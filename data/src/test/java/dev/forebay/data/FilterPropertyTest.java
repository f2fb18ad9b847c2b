package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Whatever filter is asked for, the rows are those for which Java finds the same filter true. */
@Tag("every-server")
class FilterPropertyTest {
  private static final List<Integer> NUMBERS = List.of(-3, 0, 1, 7);
  private static final List<String> TEXTS = List.of("", "a", "A", "ab", "é", "b,c", "x\"y", "(z)");

  /** A row; MySQL's unknown is null here. */
  private record Row(
      int id, @Nullable Integer number, @Nullable String text, @Nullable Boolean truth) {}

  private static final List<Row> ROWS = rows();
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE things (id INT PRIMARY KEY, number INT, text VARCHAR(9) COLLATE utf8mb4_bin,
            truth BOOLEAN)\
          """,
          "INSERT INTO things VALUES "
              + ROWS.stream().map(FilterPropertyTest::sql).collect(Collectors.joining(", ")));

  @AfterContainer
  static void stop() {
    NODE.close();
  }

  /** A filter in the grammar, and what it says of a row: true, false, or null for unknown. */
  record Asked(String grammar, Function<Row, @Nullable Boolean> truth) {
    @Override
    public String toString() {
      return grammar;
    }
  }

  @Property(tries = 500)
  void filter_ofAnyKind_findsTheRowsThatJavaFinds(@ForAll("filters") Asked filter) {
    String query = URLEncoder.encode("(" + filter.grammar() + ")", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        NODE.client.get("/rest/v1/things?select=id&order=id&and=" + query);
    String expected =
        ROWS.stream()
            .filter(row -> Objects.equals(filter.truth().apply(row), true))
            .map(row -> "{\"id\":%d}".formatted(row.id()))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("200 " + expected);
  }

  @Provide
  Arbitrary<Asked> filters() {
    return filters(3);
  }

  private static Arbitrary<Asked> filters(int depth) {
    Arbitrary<Asked> tests =
        Arbitraries.oneOf(
            numbers(), texts(), patterns(), lists(), truths(), nulls(), distinct(), quantified());
    if (depth == 0) {
      return tests;
    }
    Arbitrary<List<Asked>> members =
        Arbitraries.lazy(() -> filters(depth - 1)).list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Asked> groups =
        Combinators.combine(members, Arbitraries.of(true, false), Arbitraries.of(true, false))
            .as(FilterPropertyTest::group);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, tests), net.jqwik.api.Tuple.of(2, groups));
  }

  private static Asked group(List<Asked> members, boolean all, boolean negated) {
    String grammar =
        (negated ? "not." : "")
            + (all ? "and(" : "or(")
            + String.join(",", members.stream().map(Asked::grammar).toList())
            + ")";
    return new Asked(
        grammar,
        row -> {
          List<@Nullable Boolean> truths = new ArrayList<>();
          members.forEach(member -> truths.add(member.truth().apply(row)));
          Boolean truth = all ? conjunction(truths) : disjunction(truths);
          return negated ? negation(truth) : truth;
        });
  }

  private static Arbitrary<Asked> numbers() {
    return Combinators.combine(Arbitraries.of(COMPARISONS), Arbitraries.of(NUMBERS), NEGATED)
        .as(
            (comparison, n, negated) ->
                test(
                    "number",
                    negated,
                    comparison + "." + n,
                    row -> compared(comparison, row.number(), n)));
  }

  private static Arbitrary<Asked> texts() {
    return Combinators.combine(Arbitraries.of(COMPARISONS), Arbitraries.of(TEXTS), NEGATED)
        .as(
            (comparison, t, negated) ->
                test(
                    "text",
                    negated,
                    comparison + "." + quoted(t),
                    row -> compared(comparison, row.text(), t)));
  }

  private static Arbitrary<Asked> patterns() {
    return Combinators.combine(Arbitraries.of(TEXTS), Arbitraries.of(true, false), NEGATED)
        .as(
            (t, any, negated) ->
                test(
                    "text",
                    negated,
                    (any ? "ilike." : "like.") + quoted(t + "*"),
                    row -> {
                      String text = row.text();
                      return text == null ? null : text.regionMatches(any, 0, t, 0, t.length());
                    }));
  }

  private static Arbitrary<Asked> lists() {
    return Combinators.combine(Arbitraries.of(TEXTS).list().ofMaxSize(3), NEGATED)
        .as(
            (list, negated) ->
                test(
                    "text",
                    negated,
                    "in.("
                        + String.join(",", list.stream().map(FilterPropertyTest::quoted).toList())
                        + ")",
                    row ->
                        list.isEmpty()
                            ? Boolean.FALSE
                            : (row.text() == null ? null : list.contains(row.text()))));
  }

  private static Arbitrary<Asked> quantified() {
    return Combinators.combine(
            Arbitraries.of(NUMBERS).list().ofMaxSize(3), Arbitraries.of(true, false), NEGATED)
        .as(
            (list, any, negated) ->
                test(
                    "number",
                    negated,
                    "gt(%s).{%s}"
                        .formatted(
                            any ? "any" : "all",
                            String.join(",", list.stream().map(n -> "" + n).toList())),
                    row -> {
                      List<@Nullable Boolean> truths = new ArrayList<>();
                      list.forEach(n -> truths.add(compared("gt", row.number(), n)));
                      return any ? disjunction(truths) : conjunction(truths);
                    }));
  }

  private static Arbitrary<Asked> truths() {
    return Combinators.combine(Arbitraries.of("true", "false", "unknown"), NEGATED)
        .as(
            (state, negated) ->
                test(
                    "truth",
                    negated,
                    "is." + state,
                    row -> String.valueOf(row.truth()).replace("null", "unknown").equals(state)));
  }

  private static Arbitrary<Asked> nulls() {
    return NEGATED.map(negated -> test("number", negated, "is.null", row -> row.number() == null));
  }

  private static Arbitrary<Asked> distinct() {
    return Combinators.combine(Arbitraries.of(NUMBERS), NEGATED)
        .as(
            (n, negated) ->
                test("number", negated, "isdistinct." + n, row -> !n.equals(row.number())));
  }

  private static final List<String> COMPARISONS = List.of("eq", "neq", "gt", "gte", "lt", "lte");
  private static final Arbitrary<Boolean> NEGATED = Arbitraries.of(true, false);

  private static Asked test(
      String column, boolean negated, String test, Function<Row, @Nullable Boolean> truth) {
    return new Asked(
        column + (negated ? ".not." : ".") + test,
        row -> negated ? negation(truth.apply(row)) : truth.apply(row));
  }

  private static <T extends Comparable<T>> @Nullable Boolean compared(
      String comparison, @Nullable T value, T other) {
    if (value == null) {
      return null;
    }
    int order = value.compareTo(other);
    return switch (comparison) {
      case "eq" -> order == 0;
      case "neq" -> order != 0;
      case "gt" -> order > 0;
      case "gte" -> order >= 0;
      case "lt" -> order < 0;
      default -> order <= 0;
    };
  }

  private static @Nullable Boolean conjunction(List<@Nullable Boolean> truths) {
    return truths.contains(false) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE;
  }

  private static @Nullable Boolean disjunction(List<@Nullable Boolean> truths) {
    return truths.contains(true) ? Boolean.TRUE : truths.contains(null) ? null : Boolean.FALSE;
  }

  private static @Nullable Boolean negation(@Nullable Boolean truth) {
    return truth == null ? null : !truth;
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  /** Every combination of the values, and of NULL in each place. */
  private static List<Row> rows() {
    List<@Nullable Integer> numbers = new ArrayList<>(NUMBERS);
    numbers.add(null);
    List<@Nullable String> texts = new ArrayList<>(TEXTS);
    texts.add(null);
    List<Row> rows = new ArrayList<>();
    for (Integer number : numbers) {
      for (String text : texts) {
        int id = rows.size();
        rows.add(new Row(id, number, text, id % 3 == 0 ? null : Boolean.valueOf(id % 3 == 1)));
      }
    }
    return rows;
  }

  private static String sql(Row row) {
    String text = row.text() == null ? "NULL" : "'" + row.text() + "'";
    return "(%d, %s, %s, %s)".formatted(row.id(), row.number(), text, row.truth());
  }
}
