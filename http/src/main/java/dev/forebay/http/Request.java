package dev.forebay.http;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One HTTP request, decoded lazily: nothing is parsed or copied before it is asked for. */
public interface Request extends RequestHead {
  /** The path, decoded, without the query: {@code /rest/v1/customers}. */
  String path();

  /** The path's segment that the route's template names, decoded. */
  String pathParameter(String name);

  /** All of the path's named segments, decoded. */
  Map<String, String> pathParameters();

  /** The query's parameters, decoded, in the order and as often as they were sent. */
  List<QueryParameter> query();

  /** All values of a header, by its name in any case, in the order sent. */
  default List<String> headers(String name) {
    return headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** All headers, names in lower case, values in the order sent. */
  Map<String, List<String>> headers();

  /** The whole body. FB102 where it is larger than the listener's limit. */
  byte[] body();

  /** The body as a stream, under the same limit. Read at most once, and not after {@link #body}. */
  InputStream bodyStream();

  /** The client's address, without port. */
  String remoteAddress();

  /**
   * One parameter of the query.
   *
   * @param name the decoded name
   * @param value the decoded value, empty where there was none
   */
  record QueryParameter(String name, String value) {}
}
