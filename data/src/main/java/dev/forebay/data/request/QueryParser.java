package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.data.request.ApiRequest.SelectItem;
import dev.forebay.http.Request.QueryParameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Parses the query string in one pass. What is not one of its own words is a filter on a column.
 *
 * <pre>
 * select  = item { "," item }        item = [alias ":"] column | "*"
 * order   = term { "," term }        term = column [".asc" | ".desc"] [".nullsfirst" | ".nullslast"]
 * limit   = digits
 * offset  = digits
 * columns = column { "," column }    on_conflict = column { "," column }
 * </pre>
 */
final class QueryParser {
  private static final int MOST_FILTERS = 100;

  private final List<SelectItem> select = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private final List<OrderTerm> order = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<String> onConflict = new ArrayList<>();
  private final Set<String> words = new HashSet<>();
  private OptionalLong limit = OptionalLong.empty();
  private long offset;

  private QueryParser() {}

  static Query parse(List<QueryParameter> parameters) {
    QueryParser parser = new QueryParser();
    parameters.forEach(parser::take);
    return new Query(
        parser.select,
        parser.filter(),
        parser.order,
        parser.limit,
        parser.offset,
        parser.columns,
        parser.onConflict);
  }

  private void take(QueryParameter parameter) {
    switch (parameter.name()) {
      case "select" -> select(once(parameter));
      case "order" -> order(once(parameter));
      case "limit" -> limit = OptionalLong.of(number(once(parameter), parameter.value()));
      case "offset" -> offset = number(once(parameter), parameter.value());
      case "columns" -> names(once(parameter), columns);
      case "on_conflict" -> names(once(parameter), onConflict);
      default -> filter(parameter);
    }
  }

  private Cursor once(QueryParameter parameter) {
    if (!words.add(parameter.name())) {
      throw new ForebayException(
          ErrorCode.MALFORMED_QUERY,
          "The parameter \"%s\" is given more than once".formatted(parameter.name()));
    }
    return new Cursor(parameter.name(), parameter.value());
  }

  private void select(Cursor cursor) {
    do {
      select.add(selectItem(cursor));
    } while (cursor.accept(','));
    cursor.expectEnd();
  }

  private static SelectItem selectItem(Cursor cursor) {
    String name = selectName(cursor);
    return cursor.accept(':')
        ? new SelectItem(selectName(cursor), name)
        : new SelectItem(name, null);
  }

  private static String selectName(Cursor cursor) {
    String name = cursor.name(",:(.");
    if (cursor.sees('(') || cursor.sees('.')) {
      throw cursor.unsupported("Embedded resources and aggregates are", "Select plain columns");
    }
    if (cursor.accept("::")) {
      throw cursor.unsupported("Casts are", "Select the column as it is");
    }
    return name;
  }

  private void order(Cursor cursor) {
    do {
      order.add(orderTerm(cursor));
    } while (cursor.accept(','));
    cursor.expectEnd();
  }

  private static OrderTerm orderTerm(Cursor cursor) {
    String column = cursor.name(".,");
    boolean descending = cursor.accept(".desc");
    if (!descending) {
      cursor.accept(".asc");
    }
    Nulls nulls = Nulls.NATURAL;
    if (cursor.accept(".nullsfirst")) {
      nulls = Nulls.FIRST;
    } else if (cursor.accept(".nullslast")) {
      nulls = Nulls.LAST;
    }
    if (!cursor.atEnd() && !cursor.sees(',')) {
      throw cursor.malformed(".asc, .desc, .nullsfirst, .nullslast or a comma");
    }
    return new OrderTerm(column, descending, nulls);
  }

  private static void names(Cursor cursor, List<String> names) {
    do {
      names.add(cursor.name(","));
    } while (cursor.accept(','));
    cursor.expectEnd();
  }

  private static long number(Cursor cursor, String digits) {
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw cursor.malformed("a whole number of at most 18 digits");
    }
    return Long.parseLong(digits);
  }

  private void filter(QueryParameter parameter) {
    if (filters.size() == MOST_FILTERS) {
      throw new ForebayException(
          ErrorCode.PLAN_LIMIT, "The request has more than %d filters".formatted(MOST_FILTERS));
    }
    filters.add(FilterParser.parse(parameter.name(), parameter.value()));
  }

  private Filter filter() {
    return filters.size() == 1 ? filters.getFirst() : new Filter.All(filters);
  }
}
