package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import dev.forebay.data.types.TwoNodes.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown is taken back, and changes nothing. */
final class TakeBackChecks {
  private static final Map<String, String> MERGE =
      Map.of(
          "Content-Type", "application/json", "Prefer", "resolution=merge-duplicates,return=minimal");
  private static final Map<String, String> MERGE_CSV =
      Map.of("Content-Type", "text/csv", "Prefer", "resolution=merge-duplicates,return=minimal");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;

  TakeBackChecks(KindTables tables, TwoNodes nodes, Findings findings) {
    this.tables = tables;
    this.nodes = nodes;
    this.findings = findings;
  }

  /** Gives all rows back at once, and these by themselves. */
  void run(List<ShownRow> rows, Set<String> ids) {
    List<String> columns =
        Stream.concat(Stream.of("id"), Stream.concat(tables.written().stream(), Stream.of("n")))
            .toList();
    List<String> roles = columns.subList(1, columns.size());
    for (ShownRow row : rows.stream().filter(row -> ids.contains(row.field("id"))).toList()) {
      String path = tables.held + "?id=eq." + row.field("id");
      unchanged("column", tables.held, "PATCH", path, row.json(roles), JSON);
      if (roles.stream().noneMatch(row::isNull)) {
        unchanged("column", tables.held, "PUT", path, row.json(columns), JSON);
      }
    }
    if (tables.kind.indexed()) {
      keys(ids);
    }
    if (!tables.kind.indexed()) {
      upsert("column", tables.held, rows.stream().map(row -> row.json(columns)).toList());
    }
    if (tables.kind.referable()) {
      references(ids);
    }
  }

  private void keys(Set<String> ids) {
    Seen all = nodes.fresh(tables.keyed + "?select=k,n");
    if (!all.isGood()) {
      return;
    }
    List<ShownRow> rows = ShownRow.of(all.body());
    for (ShownRow row : rows) {
      if (!ids.contains(row.field("n")) || row.text("k").contains("\0")) {
        continue;
      }
      String path = tables.keyed + "?k=eq." + encoded(row.text("k"));
      unchanged("key", tables.keyed, "PUT", path, row.json(), JSON);
      unchanged("key", tables.keyed, "PATCH", path, row.json(List.of("k")), JSON);
    }
    upsert("key", tables.keyed, rows.stream().map(ShownRow::json).toList());
    csv("key", tables.keyed, List.of("k", "n"), rows);
  }

  private void references(Set<String> ids) {
    Seen all = nodes.fresh(tables.referring + "?select=id,k&k=not.is.null");
    if (all.isGood()) {
      List<ShownRow> rows = ShownRow.of(all.body());
      upsert("foreign key", tables.referring, rows.stream().map(ShownRow::json).toList());
      csv("foreign key", tables.referring, List.of("id", "k"), rows);
      for (ShownRow row : rows) {
        if (!ids.contains(row.field("id"))) {
          continue;
        }
        String path = tables.referring + "?id=eq." + row.field("id");
        unchanged("foreign key", tables.referring, "PUT", path, row.json(), JSON);
      }
    }
  }

  private void upsert(String role, String table, List<String> rows) {
    String all = rows.stream().collect(Collectors.joining(",", "[", "]"));
    if (!rows.isEmpty() && !unchanged(role, table, "POST", table, all, MERGE)) {
      rows.forEach(row -> unchanged(role, table, "POST", table, row, MERGE));
    }
  }

  private void csv(String role, String table, List<String> columns, List<ShownRow> rows) {
    List<String> lines = new ArrayList<>();
    for (ShownRow row : rows) {
      lines.add(columns.stream().map(row::text).map(TakeBackChecks::field).collect(Collectors.joining(",")));
    }
    String names = String.join(",", columns) + "\n";
    String all = names + String.join("\n", lines) + "\n";
    if (!rows.isEmpty() && !unchanged(role + " in CSV", table, "POST", table, all, MERGE_CSV)) {
      lines.forEach(
          line -> unchanged(role + " in CSV", table, "POST", table, names + line + "\n", MERGE_CSV));
    }
  }

  static String field(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private boolean unchanged(
      String role, String table, String method, String path, String body, Map<String, String> headers) {
    Map<String, String> before = tables.stored(table);
    Seen seen = nodes.send(1, method, path, body, headers);
    if (!seen.isGood()) {
      findings.add(role, "what is shown is taken back by " + method, body, path, seen.toString(), "2xx");
      return false;
    }
    Map<String, String> after = tables.stored(table);
    if (!after.equals(before)) {
      String property = "what is shown changes nothing by " + method;
      findings.add(role, property, body, path, difference(before, after), "no change");
      return false;
    }
    return true;
  }

  /** Which rows are other than before. */
  static String difference(Map<String, String> before, Map<String, String> after) {
    List<String> gone = new ArrayList<>();
    before.forEach((name, row) -> gone.add(row.equals(after.get(name)) ? "" : name + "=" + row));
    List<String> come = new ArrayList<>();
    after.forEach((name, row) -> come.add(row.equals(before.get(name)) ? "" : name + "=" + row));
    gone.removeIf(String::isEmpty);
    come.removeIf(String::isEmpty);
    return gone + " -> " + come;
  }
}
