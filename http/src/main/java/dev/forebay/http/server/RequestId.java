package dev.forebay.http.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * What a request is called in the log: by the client's {@code X-Request-Id} where that is a plain
 * word, else by a new one. Every error's answer has it, and every answer to whoever sent one.
 *
 * @param text letters, digits and {@code . _ -}, at most 64
 */
record RequestId(String text) {
  private static final HeaderName HEADER = HeaderNames.create("X-Request-Id");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  static RequestId of(ServerRequestHeaders request) {
    return new RequestId(
        request
            .first(HEADER)
            .filter(given -> WORD.matcher(given).matches())
            .orElseGet(() -> HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())));
  }

  static boolean isGiven(ServerRequestHeaders request) {
    return request.contains(HEADER);
  }

  void mark(ServerResponseHeaders answer) {
    answer.set(HeaderValues.create(HEADER, text));
  }
}
