package dev.forebay.e2e;

import dev.forebay.e2e.History.Absence;
import dev.forebay.e2e.History.Doubt;
import dev.forebay.e2e.History.Operation;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of one node, whose reads and writes of the registers go into a history. Any thread. */
class RecordedClient {
  /** What reads that the cache answered are counted under. */
  static final String HIT = "hit";

  private static final int SERVER_ERROR = 500;
  private static final Pattern BY_KEY = Pattern.compile("id=eq\\.(\\d+)");
  private static final Pattern BY_COLOR = Pattern.compile("color=(?:eq\\.|in\\.\\()(\\w+)\\)?");

  private final RunningForebay node;
  private final History history;
  private final Counts counts;

  RecordedClient(RunningForebay node, History history, Counts counts) {
    this.node = node;
    this.history = history;
    this.counts = counts;
  }

  void write(int row, int value) {
    change("update", row, "registers?id=eq." + row, "{\"value\":" + value + "}");
  }

  /** Changes what the row's lookup is under. */
  void paint(int row, String color) {
    change("change of a lookup", row, "registers?id=eq." + row, "{\"color\":\"" + color + "\"}");
  }

  void upsert(int row, String color, int value) {
    String body = "{\"id\":%d,\"color\":\"%s\",\"value\":%d}".formatted(row, color, value);
    post("upsert", row, "registers?on_conflict=id", body);
  }

  final void post(String kind, int row, String path, String body) {
    Call call = write(kind, List.of(row), "POST", path, body);
    if (call.isAnswered() && call.rows().size() != 1) {
      history.addStrayWrite(call.how + " does not say what it has written: " + body);
    }
    call.rows().forEach(found -> call.note(found, true));
  }

  /** So many that their table is announced, and not each of them. */
  void insert(List<Integer> rows, String color) {
    String body =
        rows.stream()
            .map("{\"id\":%%d,\"color\":\"%s\",\"value\":0}".formatted(color)::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    Call call = write("insert of many", rows, "POST", "registers", body);
    call.rows().forEach(found -> call.note(found, true));
  }

  void delete(int row) {
    delete("delete", row, "registers?id=eq." + row);
  }

  final void delete(String kind, int row, String path) {
    Call call = write(kind, List.of(row), "DELETE", path, null);
    call.rows().forEach(found -> call.deleted(row, found.get("version").asLong() + 1));
    call.absent(List.of(row), "");
  }

  /** Deletes all rows of a color. */
  void deleteAll(String color) {
    List<Integer> rows = history.rows(color);
    Call call = write("delete of many", rows, "DELETE", "registers?color=eq." + color, null);
    for (JsonNode found : call.rows()) {
      call.deleted(found.get("id").asInt(), found.get("version").asLong() + 1);
    }
    call.absent(rows, color);
  }

  /** Gives the row another primary key, which may be taken. */
  void rename(int row, int to) {
    String path = "registers?id=eq." + row;
    Call call = write("change of a key", List.of(row, to), "PATCH", path, "{\"id\":" + to + "}");
    for (JsonNode found : call.rows()) {
      call.note(found, true);
      call.deleted(row, found.get("version").asLong());
    }
    if (call.rows().isEmpty()) {
      call.absent(List.of(row), "");
    }
  }

  /** Writes what a row of {@code followers} follows, by a foreign key. */
  void lead(int row, long version) {
    String body = "{\"version\":" + version + "}";
    Call call = write("cascade", List.of(row), "PATCH", "leaders?id=eq." + row, body);
    call.rows().forEach(found -> call.note(found, true));
  }

  /**
   * Writes a row, and then one of a table whose trigger writes the first row once more, in one
   * transaction. What it has come to is not noted.
   */
  void writeAndPoke(int row) {
    String writes =
        """
        [{"method": "PATCH", "path": "/registers?id=eq.%d", "body": {"value": 1}},
         {"method": "POST", "path": "/pokes", "body": {"id": %d}}]
        """
            .formatted(row, row);
    HttpResponse<String> answer = node.rest("POST", "transaction", writes);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }

  /** Upserts a row that the database stores as another one. What comes of it is not noted. */
  void writeByAlias(int row) {
    int alias = row + FaultyEngines.ALIAS;
    String body = "{\"id\": %d, \"value\": 1}".formatted(alias);
    write("upsert by an alias", List.of(alias), "POST", "aliased?on_conflict=id", body);
  }

  /**
   * Reads by {@code id=eq.1}, a lookup by {@code color=eq.red}, or a list by {@code
   * color=in.(red)}; of the registers, unless a table is named: {@code followers?id=eq.1}. Whether
   * it was a hit.
   */
  boolean read(String filter) {
    return read("read", filter);
  }

  /** A read past the cache, which is what tells soonest that a value in it is stale. */
  void readDatabase(String filter) {
    read("read of the database", filter, "Cache-Control", "no-cache");
  }

  private boolean read(String kind, String filter, String... headers) {
    String path = filter.contains("?") ? filter : "registers?" + filter;
    Matcher key = BY_KEY.matcher(path);
    Matcher byColor = BY_COLOR.matcher(path);
    String color = byColor.find() ? byColor.group(1) : "";
    List<Integer> rows = key.find() ? List.of(Integer.parseInt(key.group(1))) : history.rows(color);
    return read(kindOf(filter) + kind, path, rows, color, headers);
  }

  /** Reads what these rows are in, as far as they have the color. */
  final boolean read(
      String kind, String path, List<Integer> rows, String color, String... headers) {
    Call call = new Call(kind, () -> get(path, headers));
    call.rows().forEach(found -> call.note(found, false));
    call.absent(rows, color);
    if (!call.status().isEmpty()) {
      counts.add(call.status());
    }
    return call.isHit();
  }

  private static String kindOf(String filter) {
    return filter.contains("color=eq.") ? "lookup, " : filter.contains("color=in.") ? "list, " : "";
  }

  private HttpResponse<String> get(String path, String... headers) {
    String[] all =
        Stream.concat(Stream.of("apikey", node.secretKey()), Stream.of(headers))
            .toArray(String[]::new);
    return node.send("GET", "/rest/v1/" + path, null, all);
  }

  final void change(String kind, int row, String path, String body) {
    Call call = write(kind, List.of(row), "PATCH", path, body);
    call.rows().forEach(found -> call.note(found, true));
    call.absent(List.of(row), "");
  }

  private Call write(
      String kind, List<Integer> rows, String method, String path, @Nullable String body) {
    long began = System.nanoTime();
    try {
      Call call =
          new Call(
              kind,
              () ->
                  node.send(
                      method,
                      "/rest/v1/" + path,
                      body,
                      "apikey",
                      node.secretKey(),
                      "Prefer",
                      path.contains("on_conflict")
                          ? "return=representation,resolution=merge-duplicates"
                          : "return=representation"));
      if (call.answer.statusCode() >= SERVER_ERROR) {
        doubt(rows, began);
      }
      return call;
    } catch (UncheckedIOException e) {
      doubt(rows, began);
      throw e;
    }
  }

  private void doubt(List<Integer> rows, long began) {
    long now = System.nanoTime();
    rows.forEach(row -> history.add(new Doubt(row, false, began, now)));
  }

  /** One request and its answer. */
  private final class Call {
    private final long began = System.nanoTime();
    private final HttpResponse<String> answer;
    private final long ended;
    private final String how;
    private final Set<Integer> found = new HashSet<>();

    Call(String kind, Supplier<HttpResponse<String>> request) {
      answer = request.get();
      ended = System.nanoTime();
      counts.add(isAnswered() ? kind : "refused");
      how = kind + " by " + node.data().getFileName() + ", " + status();
    }

    boolean isHit() {
      return status().equals(HIT);
    }

    List<JsonNode> rows() {
      return isAnswered()
          ? RunningForebay.JSON.readTree(answer.body()).valueStream().toList()
          : List.of();
    }

    void note(JsonNode row, boolean write) {
      int id = numberOf(row);
      found.add(id);
      String color = row.path("color").asString("");
      history.add(
          new Operation(id, write, row.get("version").asLong(), color, false, began, ended, how));
    }

    /** A row of a {@link KeyedTable} has one besides its key. */
    private int numberOf(JsonNode row) {
      if (!row.has("number")) {
        return row.get("id").asInt();
      }
      if (!row.get("number").equals(row.get("said"))) {
        history.addStrayWrite(how + " finds what was said of another row: " + row);
      }
      return row.get("number").asInt();
    }

    void deleted(int row, long version) {
      found.add(row);
      history.add(new Operation(row, true, version, "", false, began, ended, how));
    }

    /** Those of the rows that are not in the answer. */
    void absent(List<Integer> rows, String color) {
      if (isAnswered()) {
        rows.stream()
            .filter(row -> !found.contains(row))
            .forEach(row -> history.add(new Absence(row, color, began, ended, how)));
      }
    }

    private boolean isAnswered() {
      return answer.statusCode() == 200 || answer.statusCode() == 201;
    }

    /** What the answer says of the cache, without whose it is. */
    String status() {
      String status = answer.headers().firstValue("Cache-Status").orElse("");
      return status.substring(status.indexOf(' ') + 1);
    }
  }
}
