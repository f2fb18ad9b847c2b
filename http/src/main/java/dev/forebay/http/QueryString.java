package dev.forebay.http;

import dev.forebay.http.Request.QueryParameter;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code a=1&b=x+y&a=2}, in order, repetitions kept; FB100 where it cannot be decoded. */
public final class QueryString {
  private QueryString() {}

  /** The parameters, decoded. */
  public static List<QueryParameter> parse(String raw) {
    if (raw.isEmpty()) {
      return List.of();
    }
    List<QueryParameter> parameters = new ArrayList<>();
    int from = 0;
    while (from <= raw.length()) {
      int ampersand = raw.indexOf('&', from);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > from) {
        parameters.add(parameter(raw.substring(from, end)));
      }
      from = end + 1;
    }
    return List.copyOf(parameters);
  }

  private static QueryParameter parameter(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return new QueryParameter(
        PercentEncoding.decodeQuery(name), PercentEncoding.decodeQuery(value));
  }
}
