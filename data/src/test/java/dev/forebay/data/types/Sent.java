package dev.forebay.data.types;

import dev.forebay.data.types.TwoNodes.Seen;
import java.util.Map;

/**
 * A write as it is sent.
 *
 * @param path behind {@code /rest/v1/}
 * @param prefer the preferences
 * @param type of the body
 */
record Sent(String method, String path, String body, String prefer, String type) {
  private static final String JSON = "application/json";

  static Sent json(String method, String path, String body) {
    return new Sent(method, path, body, "return=minimal", JSON);
  }

  static Sent post(String table, String row, String prefer) {
    return new Sent("POST", table, row, prefer, JSON);
  }

  static Sent csv(String table, String lines) {
    return new Sent("POST", table, lines, "resolution=merge-duplicates", "text/csv");
  }

  /** A text as a field of CSV. */
  static String field(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  Seen to(TwoNodes nodes, int node) {
    Map<String, String> headers =
        body.isEmpty() ? Map.of("Prefer", prefer) : Map.of("Prefer", prefer, "Content-Type", type);
    return nodes.send(node, method, path, body, headers);
  }

  @Override
  public String toString() {
    return method + " " + path + " " + body.strip();
  }
}
