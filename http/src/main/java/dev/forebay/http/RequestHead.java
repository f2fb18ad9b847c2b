package dev.forebay.http;

import java.util.Optional;

/** What a request begins with: all that is known of it before its body. */
public interface RequestHead {
  /** The method, in capitals. */
  String method();

  /** The path as it was sent, percent-encoded, without the query. */
  String rawPath();

  /** The query as it was sent, without the question mark; empty where there is none. */
  String rawQuery();

  /** The first value of a header, by its name in any case. */
  Optional<String> header(String name);
}
