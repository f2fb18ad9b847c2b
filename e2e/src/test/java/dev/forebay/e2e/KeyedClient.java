package dev.forebay.e2e;

import dev.forebay.e2e.KeyedTable.Row;
import java.util.List;

/** A client of one node that writes and reads rows of a {@link KeyedTable}. Any thread. */
final class KeyedClient extends RecordedClient {
  private final String table;

  KeyedClient(RunningForebay node, History history, Counts counts, KeyedTable table) {
    super(node, history, counts);
    this.table = table.name();
  }

  /** Reads a row by one of its names. */
  void read(Row row, String name) {
    read("key, read", row, name);
  }

  /** A read past the cache. */
  void readDatabase(Row row, String name) {
    read("key, read of the database", row, name, "Cache-Control", "no-cache");
  }

  private void read(String kind, Row row, String name, String... headers) {
    read(kind, path(name), List.of(row.number()), "", headers);
  }

  void update(Row row, String name, int value) {
    change("key, update", row.number(), path(name), "{\"value\": %d}".formatted(value));
  }

  /** With one of its bodies. It may be there already. */
  void insert(Row row, String body) {
    post("key, insert", row.number(), table, "{" + body + "}");
  }

  void upsert(Row row, String body, int value) {
    String whole = "{%s, \"value\": %d}".formatted(body, value);
    post("key, upsert", row.number(), table + "?on_conflict=id", whole);
  }

  void delete(Row row, String name) {
    delete("key, delete", row.number(), path(name));
  }

  private String path(String name) {
    return table + "?" + Row.filter(name);
  }
}
