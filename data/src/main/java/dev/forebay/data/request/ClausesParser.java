package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Clauses;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Parses the parameters that say which rows of a table, or of an embed.
 *
 * <pre>
 * order  = term { "," term }
 * term   = (operand | embed "(" operand ")") [".asc" | ".desc"] [".nullsfirst" | ".nullslast"]
 * limit  = digits
 * offset = digits
 * </pre>
 */
final class ClausesParser {
  private final List<Filter> filters = new ArrayList<>();
  private final List<OrderTerm> order = new ArrayList<>();
  private final Set<String> words = new HashSet<>();
  private OptionalLong limit = OptionalLong.empty();
  private long offset;

  Clauses clauses() {
    Filter filter = filters.size() == 1 ? filters.getFirst() : new Filter.All(filters);
    boolean open = limit.isEmpty() && words.contains("offset");
    return new Clauses(filter, order, open ? OptionalLong.of(Long.MAX_VALUE) : limit, offset);
  }

  /** Takes one parameter: how many filters it has. */
  int take(ParameterName name, String value) {
    switch (name.word()) {
      case "order" -> order(once(name, value));
      case "limit" -> limit = OptionalLong.of(number(once(name, value), value));
      case "offset" -> offset = number(once(name, value), value);
      default -> {
        Filter filter = FilterParser.parse(name, value);
        filters.add(filter);
        return filter.tests();
      }
    }
    return 0;
  }

  private Cursor once(ParameterName name, String value) {
    if (!words.add(name.word())) {
      throw repeated(name.whole());
    }
    return new Cursor(name.whole(), value);
  }

  static ForebayException repeated(String parameter) {
    return new ForebayException(
        ErrorCode.MALFORMED_QUERY,
        "The parameter \"%s\" is given more than once".formatted(Excerpt.of(parameter)));
  }

  private void order(Cursor cursor) {
    do {
      order.add(orderTerm(cursor));
    } while (cursor.accept(','));
    cursor.expectEnd();
  }

  private static OrderTerm orderTerm(Cursor cursor) {
    List<String> embeds = new ArrayList<>();
    Operand operand = Operand.read(cursor, ".,()");
    while (operand.path().isEmpty() && cursor.accept('(')) {
      embeds.add(operand.column());
      operand = Operand.read(cursor, ".,()");
    }
    embeds.forEach(_ -> cursor.expect(')'));
    boolean descending = cursor.accept(".desc");
    if (!descending) {
      cursor.accept(".asc");
    }
    Nulls nulls = nulls(cursor);
    if (!cursor.atEnd() && !cursor.sees(',')) {
      throw cursor.malformed(".asc, .desc, .nullsfirst, .nullslast or a comma");
    }
    return new OrderTerm(embeds, operand, descending, nulls);
  }

  private static Nulls nulls(Cursor cursor) {
    if (cursor.accept(".nullsfirst")) {
      return Nulls.FIRST;
    }
    return cursor.accept(".nullslast") ? Nulls.LAST : Nulls.NATURAL;
  }

  private static long number(Cursor cursor, String digits) {
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw cursor.malformed("a whole number of at most 18 digits");
    }
    return Long.parseLong(digits);
  }
}
