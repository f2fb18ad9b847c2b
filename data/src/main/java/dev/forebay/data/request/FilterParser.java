package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses filters.
 *
 * <pre>
 * parameter = operand "=" ["not."] test                            amount=gte.10
 *           | ["not."] ("and" | "or") "=" group                    or=(a.eq.1,b.not.is.null)
 * group     = "(" member { "," member } ")"
 * member    = ["not."] ("and" | "or") group
 *           | ["not."] operand "." ["not."] test
 * test      = operator "." text
 *           | "in." "(" [text { "," text }] ")"
 *           | operator ("(any)" | "(all)") "." "{" [text { "," text }] "}"
 * </pre>
 *
 * A text within parentheses or braces may stand in double quotes, with backslash as the escape; a
 * member among spaces. Where an operator follows {@code not.}, it is a column of that name.
 */
final class FilterParser {
  private static final int DEEPEST = 20;
  private static final String IN_GROUP = ",()";

  private final Cursor cursor;

  private FilterParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The filter that one parameter of the query string is. */
  static Filter parse(ParameterName name, String value) {
    FilterParser parser = new FilterParser(new Cursor(name.whole(), value));
    return switch (name.word()) {
      case "and" -> parser.all();
      case "or" -> parser.any();
      case "not.and" -> new Filter.Not(parser.all());
      case "not.or" -> new Filter.Not(parser.any());
      default -> parser.testOrError(name.operand());
    };
  }

  private Filter all() {
    cursor.expect('(');
    return whole(new Filter.All(group(0)));
  }

  private Filter any() {
    cursor.expect('(');
    return whole(new Filter.Any(group(0)));
  }

  private Filter testOrError(Operand operand) {
    try {
      return whole(test(operand, ""));
    } catch (ForebayException e) {
      return new Filter.Unreadable(operand.column(), e);
    }
  }

  private Filter whole(Filter filter) {
    cursor.expectEnd();
    return filter;
  }

  private Filter member(int depth) {
    return cursor.sees("not.") && !isColumnCalledNot() ? negated(depth) : positive(depth);
  }

  private boolean isColumnCalledNot() {
    String next = cursor.wordBehind("not.", ".(,)");
    return next.equals("not") || Operator.isWord(next);
  }

  private Filter negated(int depth) {
    cursor.accept("not.");
    return new Filter.Not(positive(depth));
  }

  private Filter positive(int depth) {
    if (cursor.accept("and(")) {
      return new Filter.All(group(depth));
    }
    if (cursor.accept("or(")) {
      return new Filter.Any(group(depth));
    }
    Operand operand = Operand.read(cursor, ".,()");
    cursor.expect('.');
    return test(operand, IN_GROUP);
  }

  private List<Filter> group(int depth) {
    if (depth == DEEPEST) {
      throw new ForebayException(
          ErrorCode.PLAN_LIMIT, "The filters are nested deeper than %d groups".formatted(DEEPEST));
    }
    List<Filter> members = new ArrayList<>();
    do {
      cursor.skipSpaces();
      members.add(member(depth + 1));
      cursor.skipSpaces();
    } while (cursor.accept(','));
    cursor.expect(')');
    return members;
  }

  private Filter test(Operand operand, String delimiters) {
    boolean negated = cursor.accept("not.");
    Operator operator = Operator.of(cursor.word(".(,)"), operand.column());
    Filter test =
        cursor.sees('(') ? quantified(operand, operator) : single(operand, operator, delimiters);
    return negated ? new Filter.Not(test) : test;
  }

  private Filter single(Operand operand, Operator operator, String delimiters) {
    cursor.expect('.');
    List<String> values =
        operator == Operator.IN ? list('(', ')') : List.of(value(operator, delimiters));
    return new Filter.Test(operand, operator, values);
  }

  /** {@code like(any).{a*,b*}}: the test with each of several values. */
  private Filter quantified(Operand operand, Operator operator) {
    boolean any = cursor.accept("(any).");
    if (!any && !cursor.accept("(all).")) {
      throw operator.isTextSearch()
          ? cursor.unsupported("The language of a full-text search is", "Leave it out")
          : cursor.malformed("\"(any).\" or \"(all).\"");
    }
    if (!operator.isQuantifiable()) {
      throw cursor.malformed("another operator: " + operator.word() + " has neither any nor all");
    }
    List<Filter> tests = new ArrayList<>();
    for (String value : list('{', '}')) {
      tests.add(new Filter.Test(operand, operator, List.of(value)));
    }
    return any ? new Filter.Any(tests) : new Filter.All(tests);
  }

  private String value(Operator operator, String delimiters) {
    if (delimiters.isEmpty()) {
      return cursor.rest();
    }
    boolean bracketed = operator.isContainment() && (cursor.sees('{') || cursor.sees('['));
    return bracketed ? cursor.bracketed() : cursor.value(delimiters);
  }

  private List<String> list(char open, char close) {
    cursor.expect(open);
    if (cursor.accept(close)) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(cursor.value("," + close));
    } while (cursor.accept(','));
    cursor.expect(close);
    return values;
  }
}
