package dev.forebay.http.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of headers that nearly every request is asked for, or every answer has. Helidon makes
 * its own of a text each time, in two cases.
 */
final class KnownNames {
  private static final Map<String, HeaderName> NAMES =
      Stream.of(
              "accept",
              "accept-profile",
              "apikey",
              "authorization",
              "cache-control",
              "content-profile",
              "prefer",
              "range",
              "Cache-Status",
              "Content-Range")
          .collect(Collectors.toUnmodifiableMap(Function.identity(), HeaderNames::create));

  private KnownNames() {}

  /** Helidon's name of a header, by its name in any case. */
  static HeaderName of(String name) {
    HeaderName known = NAMES.get(name);
    return known != null ? known : HeaderNames.create(name);
  }
}
