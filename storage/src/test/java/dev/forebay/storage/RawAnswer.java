package dev.forebay.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 answer as it came over a socket.
 *
 * @param status the HTTP status; 0 where the server closed the connection without an answer
 * @param text the whole answer
 */
record RawAnswer(int status, String text) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1.1 ([0-9]{3})");
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  static RawAnswer of(String text) {
    Matcher status = STATUS.matcher(text);
    return new RawAnswer(status.lookingAt() ? Integer.parseInt(status.group(1)) : 0, text);
  }

  /** Status and error code, for example {@code 403 AccessDenied}, or the status alone. */
  String outcome() {
    return (status + " " + first(CODE)).strip();
  }

  /** What the error document tells people. */
  String message() {
    return first(MESSAGE);
  }

  private String first(Pattern pattern) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
