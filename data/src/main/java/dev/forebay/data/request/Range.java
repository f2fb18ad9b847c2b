package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Clauses;
import dev.forebay.data.request.ApiRequest.Query;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows that a Range header asks for: {@code Range: 10-19}, counted from 0. As limit and offset
 * count within it, {@code limit=5} of it is {@code 10-14}.
 */
final class Range {
  private static final Pattern ITEMS = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})?");

  private Range() {}

  /** The query whose rows are within the range. */
  static Query within(Query query, String header) {
    return new Query(
        query.select(),
        within(query.clauses(), header),
        query.embedded(),
        query.columns(),
        query.onConflict());
  }

  /** The clauses within the range. A header that is none of rows is ignored (RFC 9110, 14.2). */
  static Clauses within(Clauses clauses, String header) {
    if (header.isEmpty()) {
      return clauses;
    }
    Matcher items = ITEMS.matcher(header);
    if (!items.matches()) {
      return clauses;
    }
    long first = Long.parseLong(items.group(1));
    long limit = clauses.limit().orElse(Long.MAX_VALUE);
    if (items.group(2) != null) {
      long length = Long.parseLong(items.group(2)) - first + 1;
      if (length <= 0) {
        throw backwards();
      }
      limit = Math.min(length, limit);
    }
    return new Clauses(
        clauses.filter(), clauses.order(), OptionalLong.of(limit), clauses.offset() + first);
  }

  private static ForebayException backwards() {
    return new ForebayException(
        ErrorCode.RANGE_NOT_SATISFIABLE,
        "Requested range not satisfiable",
        "The lower boundary must be lower than or equal to the upper boundary in the Range header.",
        null,
        null);
  }
}
