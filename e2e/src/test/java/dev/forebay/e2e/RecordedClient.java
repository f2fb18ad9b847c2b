package dev.forebay.e2e;

import dev.forebay.e2e.History.Operation;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A client of one node, whose reads and writes of the registers go into a history. Any thread. */
final class RecordedClient {
  private final RunningForebay node;
  private final History history;
  private final LongAdder hits = new LongAdder();
  private final LongAdder unknown = new LongAdder();

  RecordedClient(RunningForebay node, History history) {
    this.node = node;
    this.history = history;
  }

  /** How many reads the cache answered. */
  long hits() {
    return hits.sum();
  }

  /** How many operations had an answer that is an error. */
  long unknown() {
    return unknown.sum();
  }

  void write(int row, int value) {
    long began = System.nanoTime();
    HttpResponse<String> answer =
        node.rest("PATCH", "registers?id=eq." + row, "{\"value\":" + value + "}");
    note(answer, true, began, "write by " + name());
  }

  /** Whether it was a hit. */
  boolean read(String filter, String... headers) {
    String[] all =
        Stream.concat(Stream.of("apikey", node.secretKey()), Stream.of(headers))
            .toArray(String[]::new);
    long began = System.nanoTime();
    HttpResponse<String> answer = node.send("GET", "/rest/v1/registers?" + filter, null, all);
    String status = answer.headers().firstValue("Cache-Status").orElse("");
    boolean hit = status.endsWith("hit");
    if (hit) {
      hits.increment();
    }
    note(answer, false, began, filter + " by " + name() + ", " + status);
    return hit;
  }

  /** A read past the cache, which is what tells soonest that a value in it is stale. */
  void readDatabase(String filter) {
    read(filter, "Cache-Control", "no-cache");
  }

  private String name() {
    return node.data().getFileName().toString();
  }

  private void note(HttpResponse<String> answer, boolean write, long began, String how) {
    long ended = System.nanoTime();
    if (answer.statusCode() != 200) {
      unknown.increment();
      return;
    }
    for (JsonNode row : RunningForebay.JSON.readTree(answer.body())) {
      long version = row.get("version").asLong();
      history.add(new Operation(row.get("id").asInt(), write, version, began, ended, how));
    }
  }
}
