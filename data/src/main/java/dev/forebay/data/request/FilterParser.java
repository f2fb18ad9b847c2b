package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses filters.
 *
 * <pre>
 * parameter = column "=" ["not."] operator "." operand        amount=gte.10
 *           | ["not."] ("and" | "or") "=" group               or=(a.eq.1,not.b.is.null)
 * group     = "(" member { "," member } ")"
 * member    = ["not."] ("and" | "or") group
 *           | column "." ["not."] operator "." operand
 * operand   = text | "(" text { "," text } ")"                the list is for the operator in
 * </pre>
 *
 * A text within parentheses may stand in double quotes, with backslash as the escape.
 */
final class FilterParser {
  private static final int DEEPEST = 20;
  private static final String IN_GROUP = ",()";
  private static final Set<String> GROUPS = Set.of("and", "or", "not.and", "not.or");

  private final Cursor cursor;

  private FilterParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The filter that one parameter of the query string is. */
  static Filter parse(String name, String value) {
    if (GROUPS.contains(name)) {
      FilterParser parser = new FilterParser(new Cursor(name, name + value));
      return parser.whole(parser.member(0));
    }
    FilterParser parser = new FilterParser(new Cursor(name, value));
    try {
      return parser.whole(parser.test(name, ""));
    } catch (ForebayException e) {
      return new Filter.Unreadable(name, e);
    }
  }

  private Filter whole(Filter filter) {
    cursor.expectEnd();
    return filter;
  }

  private Filter member(int depth) {
    if (cursor.accept("not.and(")) {
      return new Filter.Not(new Filter.All(group(depth)));
    }
    if (cursor.accept("not.or(")) {
      return new Filter.Not(new Filter.Any(group(depth)));
    }
    if (cursor.accept("and(")) {
      return new Filter.All(group(depth));
    }
    if (cursor.accept("or(")) {
      return new Filter.Any(group(depth));
    }
    String column = cursor.name(".,()");
    cursor.expect('.');
    return test(column, IN_GROUP);
  }

  private List<Filter> group(int depth) {
    if (depth == DEEPEST) {
      throw new ForebayException(
          ErrorCode.PLAN_LIMIT, "The filters are nested deeper than %d groups".formatted(DEEPEST));
    }
    List<Filter> members = new ArrayList<>();
    do {
      members.add(member(depth + 1));
    } while (cursor.accept(','));
    cursor.expect(')');
    return members;
  }

  private Filter test(String column, String delimiters) {
    boolean negated = cursor.accept("not.");
    Operator operator = operator(column);
    List<String> operands = operator == Operator.IN ? list() : List.of(operand(delimiters));
    Filter test = new Filter.Test(column, operator, operands);
    return negated ? new Filter.Not(test) : test;
  }

  private Operator operator(String column) {
    Operator operator = Operator.of(cursor.word(".(,)"), column);
    if (cursor.sees('(')) {
      throw cursor.unsupported("The modifiers any and all are", "Use or=(...) or in.(...)");
    }
    cursor.expect('.');
    return operator;
  }

  private String operand(String delimiters) {
    return delimiters.isEmpty() ? cursor.rest() : cursor.value(delimiters);
  }

  private List<String> list() {
    cursor.expect('(');
    if (cursor.accept(')')) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(cursor.value(",)"));
    } while (cursor.accept(','));
    cursor.expect(')');
    return values;
  }
}
