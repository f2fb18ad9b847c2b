package dev.forebay.data.idempotency;

import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import dev.forebay.mysql.Session.Row;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/**
 * The answer to a write that was done.
 *
 * @param request the fingerprint of the request that it answered
 * @param response the answer
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredAnswer(byte[] request, Response response) {

  /** Reads fingerprint, status, headers and body. */
  static StoredAnswer read(Row row) {
    List<Header> headers =
        Objects.requireNonNull(row.string(3)).lines().map(StoredAnswer::header).toList();
    return new StoredAnswer(
        Objects.requireNonNull(row.bytes(1)),
        new Response(
            (int) row.longValue(2),
            headers,
            new Response.Body.Bytes(Objects.requireNonNull(row.bytes(4)))));
  }

  boolean isOf(byte[] other) {
    return MessageDigest.isEqual(request, other);
  }

  /** The headers, one a line. */
  static String headers(Response response) {
    StringBuilder lines = new StringBuilder();
    for (Header header : response.headers()) {
      lines.append(header.name()).append(": ").append(header.value()).append('\n');
    }
    return lines.toString();
  }

  /** The body; that of a write is always at hand. */
  static byte[] body(Response response) {
    return switch (response.body()) {
      case Response.Body.Bytes bytes -> bytes.alone();
      case Response.Body.Stream _ ->
          throw new IllegalArgumentException("A write's answer is no stream");
    };
  }

  private static Header header(String line) {
    int colon = line.indexOf(": ");
    return new Header(line.substring(0, colon), line.substring(colon + 2));
  }
}
