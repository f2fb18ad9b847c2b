package dev.forebay.data.types;

import dev.forebay.data.OwnNode;
import dev.forebay.testing.TestClient;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Two nodes over one database and one cache, which have to answer alike. */
final class TwoNodes {
  private static final int WARMING = 4;

  private final List<TestClient> clients;
  private long hits;

  TwoNodes(OwnNode own) {
    clients = List.of(own.client(), own.another().client());
  }

  /** An answer: its status, what stands in it, and where it came from. */
  record Seen(int status, String body, String cacheStatus, String range) {
    static Seen of(HttpResponse<String> answer) {
      return new Seen(
          answer.statusCode(),
          answer.body(),
          answer.headers().firstValue("Cache-Status").orElse(""),
          answer.headers().firstValue("Content-Range").orElse(""));
    }

    boolean isGood() {
      return status < 300;
    }

    boolean isRefusal() {
      return status >= 400 && status < 500 && !body.contains("\"FB410\"");
    }

    /** A refusal of U+0000, which no URL can hold. */
    boolean isOfNul() {
      return body.contains("\"FB100\"");
    }

    /** A refusal because of other rows, or of another key that could fire. */
    boolean isConflict() {
      return status == 409 || body.contains("\"FB240\"");
    }

    @Override
    public String toString() {
      return status + body;
    }
  }

  /** A request to one of them. */
  Seen send(int node, String method, String path, String body, Map<String, String> headers) {
    TestClient client = clients.get(node);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      client = client.with(header.getKey(), header.getValue());
    }
    return Seen.of(client.send(method, "/rest/v1/" + path, body));
  }

  /** A read that leaves the cache out. */
  Seen fresh(String path) {
    return send(0, "GET", path, "", Map.of("Cache-Control", "no-cache"));
  }

  /** A read through the cache. */
  Seen cached(int node, String path) {
    Seen seen = send(node, "GET", path, "", Map.of());
    hits += seen.cacheStatus().startsWith("Forebay; hit") ? 1 : 0;
    return seen;
  }

  /** Reads until it comes from the cache, where it is of a sort that is kept. */
  void warm(String path) {
    for (int i = 0; i < WARMING; i++) {
      String status = cached(i % 2, path).cacheStatus();
      if (status.startsWith("Forebay; hit") || status.contains("not-") || status.isEmpty()) {
        return;
      }
    }
  }

  /** Whether both give through the cache what they give past it; else what is found. */
  Seen agree(Findings findings, String role, Object spelling, String path) {
    Seen fresh = fresh(path);
    for (int node = 0; node < 2; node++) {
      Seen seen = cached(node, path);
      if (!seen.toString().equals(fresh.toString())) {
        String got = "%s of node %d, %s".formatted(seen, node, seen.cacheStatus());
        findings.add(role, "as past the cache", spelling, path, got, fresh.toString());
      }
    }
    return fresh;
  }

  /** How many reads came from the cache. */
  long hits() {
    return hits;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
