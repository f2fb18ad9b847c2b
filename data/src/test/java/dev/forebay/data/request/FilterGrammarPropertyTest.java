package dev.forebay.data.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever filter a client writes by the grammar, the parser reads the same. */
class FilterGrammarPropertyTest {
  private static final Set<Operator> RANGES =
      EnumSet.of(Operator.SL, Operator.SR, Operator.NXR, Operator.NXL, Operator.ADJ);

  @Property
  void group_thatIsPrinted_isReadAsItWas(@ForAll("filters") Filter filter) {
    String printed = member(new Filter.Any(List.of(filter)));
    assertThat(FilterParser.parse(ParameterName.parse("or"), printed.substring("or".length())))
        .isEqualTo(new Filter.Any(List.of(filter)));
  }

  @Property
  void operand_ofAParameter_isTakenAsItIs(@ForAll String operand) {
    assertThat(FilterParser.parse(ParameterName.parse("a"), "eq." + operand))
        .isEqualTo(new Filter.Test(Operand.of("a"), Operator.EQ, List.of(operand)));
  }

  @Provide
  Arbitrary<Filter> filters() {
    return filters(3);
  }

  private static Arbitrary<Filter> filters(int depth) {
    if (depth == 0) {
      return tests();
    }
    Arbitrary<List<Filter>> members =
        Arbitraries.lazy(() -> filters(depth - 1)).list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(
        tests(),
        tests().map(Filter.Not::new),
        tests().map(test -> new Filter.Not(new Filter.Not(test))),
        members.map(Filter.All::new),
        members.map(Filter.Any::new),
        members.map(list -> new Filter.Not(new Filter.All(list))));
  }

  private static Arbitrary<Filter> tests() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(8);
    Arbitrary<Operator> operators =
        Arbitraries.of(Operator.class).filter(operator -> !RANGES.contains(operator));
    return Combinators.combine(
            texts.filter(name -> !name.isEmpty()), operators, texts.list().ofMaxSize(3), texts)
        .as(
            (column, operator, list, one) ->
                new Filter.Test(
                    Operand.of(column), operator, operator == Operator.IN ? list : List.of(one)));
  }

  private static String member(Filter filter) {
    return switch (filter) {
      case Filter.All all -> "and(" + members(all.filters()) + ")";
      case Filter.Any any -> "or(" + members(any.filters()) + ")";
      case Filter.Not(Filter.Test test) ->
          quoted(test.operand().column()) + ".not." + comparison(test);
      case Filter.Not not -> "not." + member(not.filter());
      case Filter.Test test -> quoted(test.operand().column()) + "." + comparison(test);
      case Filter.Unreadable unreadable -> throw unreadable.error();
    };
  }

  private static String members(List<Filter> filters) {
    return String.join(",", filters.stream().map(FilterGrammarPropertyTest::member).toList());
  }

  private static String comparison(Filter.Test test) {
    String operands =
        String.join(",", test.values().stream().map(FilterGrammarPropertyTest::quoted).toList());
    return test.operator().word()
        + "."
        + (test.operator() == Operator.IN ? "(" + operands + ")" : operands);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
