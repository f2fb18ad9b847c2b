package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.ArrayList;
import java.util.List;

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

  private final Cursor cursor;

  private FilterParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The filter that one parameter of the query string is. */
  static Filter parse(String name, String value) {
    FilterParser parser = new FilterParser(new Cursor(name, value));
    return switch (name) {
      case "and" -> parser.all();
      case "or" -> parser.any();
      case "not.and" -> new Filter.Not(parser.all());
      case "not.or" -> new Filter.Not(parser.any());
      default -> parser.testOrError(name);
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

  private Filter testOrError(String column) {
    try {
      return whole(test(column, ""));
    } catch (ForebayException e) {
      return new Filter.Unreadable(column, e);
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
