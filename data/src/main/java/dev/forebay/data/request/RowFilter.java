package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Clauses;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.http.QueryString;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Parses the filter of a rule: a query string, encoded as in a URL, that filters a table by its own
 * columns and does nothing else: {@code status=eq.paid&or=(due.is.null,due.gt.2024-01-15)}.
 */
public final class RowFilter {
  private static final Limits LIMITS = new Limits(Integer.MAX_VALUE, 0);

  private RowFilter() {}

  /** The filter. FB1xx, FB207, FB208 or FB221 where it is none. */
  public static Filter parse(String rows) {
    Query query = QueryParser.parse(QueryString.parse(rows), LIMITS);
    Filter filter = query.filter();
    if (filter.equals(Filter.none()) || !query.equals(onlyOf(filter))) {
      throw new ForebayException(
          ErrorCode.MALFORMED_QUERY,
          "\"%s\" is not a filter and nothing else".formatted(Excerpt.of(rows)),
          "Write filters as in a URL: status=eq.paid&id=gt.5");
    }
    requireReadable(filter);
    return filter;
  }

  private static Query onlyOf(Filter filter) {
    Clauses clauses = new Clauses(filter, List.of(), OptionalLong.empty(), 0);
    return new Query(List.of(SelectItem.All.ALL), clauses, Map.of(), List.of(), List.of());
  }

  /** Within groups, what is unreadable has been refused already. */
  private static void requireReadable(Filter filter) {
    List<Filter> parameters = filter instanceof Filter.All all ? all.filters() : List.of(filter);
    for (Filter parameter : parameters) {
      if (parameter instanceof Filter.Unreadable unreadable) {
        throw unreadable.error();
      }
    }
  }
}
