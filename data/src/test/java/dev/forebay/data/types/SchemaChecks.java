package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import dev.forebay.data.types.KnownTable.Reference;
import dev.forebay.data.types.TwoNodes.Seen;
import dev.forebay.mysql.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table or view in whole: every way to read it, and every way to write its rows as they are. */
final class SchemaChecks {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> MERGE =
      Map.of("Content-Type", "application/json", "Prefer", "resolution=merge-duplicates");

  private final TestDatabase db;
  private final KnownTable table;
  private final List<String> lookups;
  private final TwoNodes nodes;
  private final Findings findings;

  SchemaChecks(
      TestDatabase db, KnownTable table, List<String> lookups, TwoNodes nodes, Findings findings) {
    this.db = db;
    this.table = table;
    this.lookups = lookups;
    this.nodes = nodes;
    this.findings = findings;
  }

  void run() {
    List<ShownRow> rows = list();
    if (table.key().isEmpty()) {
      return;
    }
    table.columns().forEach(this::pages);
    for (ShownRow row : rows) {
      reads(row);
      takenBack(row);
      if (table.deletable()) {
        deletedAndBack(row);
      }
    }
    table.references().forEach(this::embeds);
  }

  private List<ShownRow> list() {
    int count = table.stored(db).size();
    String path = table.name() + (table.key().isEmpty() ? "" : "?order=" + order());
    nodes.agree(findings, "table", "", path);
    Seen seen = nodes.send(1, "GET", path, "", Map.of("Prefer", "count=exact"));
    if (!seen.isGood() || !seen.range().endsWith("/" + count)) {
      findings.add(
          "table", "all rows are listed and counted", "", path, seen.range() + seen, "" + count);
      return List.of();
    }
    List<ShownRow> rows = ShownRow.of(seen.body());
    if (rows.size() != count) {
      findings.add("table", "all rows are listed", "", path, seen.toString(), "" + count);
    }
    return rows;
  }

  private String order() {
    return String.join(",", table.key());
  }

  /**
   * Page by page, whatever the order and however many rows are equal in it, every row comes once.
   */
  private void pages(String column) {
    int count = table.stored(db).size();
    List<String> keys = new ArrayList<>();
    String path = "%s?select=%s&order=%s&limit=2".formatted(table.name(), order(), column);
    for (int offset = 0; offset < count; offset += 2) {
      Seen seen = nodes.cached(0, path + "&offset=" + offset);
      if (!seen.isGood()) {
        findings.add(column, "its order gives pages", "", path, seen.toString(), "200");
        return;
      }
      ShownRow.of(seen.body()).forEach(row -> keys.add(row.json()));
    }
    if (keys.size() != count || keys.stream().distinct().count() != count) {
      findings.add(column, "pages hold every row once", "", path, keys.toString(), count + " rows");
    }
  }

  private String path(ShownRow row) {
    return table.key().stream()
        .map(column -> column + "=eq." + encoded(row.text(column)))
        .collect(Collectors.joining("&", table.name() + "?", ""));
  }

  private void reads(ShownRow row) {
    nodes.warm(path(row));
    Seen seen = nodes.agree(findings, "row", "", path(row));
    if (!seen.isGood() || !ShownRow.of(seen.body()).equals(List.of(row))) {
      findings.add("row", "is as in the list", "", path(row), seen.toString(), row.json());
    }
    for (String column : lookups) {
      if (!row.isNull(column)) {
        String path = "%s?%s=eq.%s".formatted(table.name(), column, encoded(row.text(column)));
        nodes.warm(path);
        Seen found = nodes.agree(findings, column, "", path);
        if (!found.isGood() || !ShownRow.of(found.body()).contains(row)) {
          findings.add(column, "a lookup finds the row", "", path, found.toString(), row.json());
        }
      }
    }
  }

  private void takenBack(ShownRow row) {
    unchanged("PATCH", path(row), row.json(), JSON);
    unchanged("PUT", path(row), row.json(), JSON);
    unchanged("POST", table.name(), row.json(), MERGE);
  }

  /** The write is done and changes nothing, or is one that another unique key rules out. */
  private void unchanged(String method, String path, String body, Map<String, String> headers) {
    List<String> before = table.stored(db);
    Seen seen = nodes.send(1, method, path, body, headers);
    if (!seen.isGood() && !seen.isConflict()) {
      findings.add(
          "row", method + " of it as it was read is taken", body, path, seen.toString(), "2xx");
    }
    List<String> after = table.stored(db);
    if (!after.equals(before)) {
      String wanted = before.toString();
      findings.add("row", method + " changes nothing", body, path, after.toString(), wanted);
    }
    nodes.agree(findings, "row after " + method, body, path);
  }

  /** A row that nothing refers to goes, and comes back as it was. */
  private void deletedAndBack(ShownRow row) {
    List<String> before = table.stored(db);
    nodes.warm(path(row));
    Seen gone = nodes.send(0, "DELETE", path(row), "", Map.of());
    Seen read = nodes.agree(findings, "row after DELETE", row.json(), path(row));
    if (gone.isConflict()) {
      return;
    }
    if (!gone.isGood() || !read.toString().equals("200[]")) {
      findings.add("row", "is deleted", row.json(), path(row), gone + " " + read, "204, 200[]");
      return;
    }
    Seen back = nodes.send(1, "POST", table.name(), row.json(), JSON);
    nodes.agree(findings, "row after POST", row.json(), path(row));
    if (!back.isGood() || !table.stored(db).equals(before)) {
      String got = back + " " + table.stored(db);
      findings.add("row", "comes back as it was", row.json(), table.name(), got, before.toString());
    }
  }

  private void embeds(String name, Reference reference) {
    String one =
        reference.table().equals(table.name())
            ? "x:%s(%s)".formatted(reference.column(), reference.referenced())
            : "x:%s!%s(%s)".formatted(reference.table(), name, reference.referenced());
    String path =
        "%s?select=%s,%s,%s&order=%s"
            .formatted(table.name(), order(), "r:" + reference.column(), one, order());
    nodes.warm(path);
    Seen seen = nodes.agree(findings, name, "to one", path);
    if (!seen.isGood()) {
      findings.add(name, "to one is embedded", "", path, seen.toString(), "200");
      return;
    }
    int referring = 0;
    for (ShownRow row : ShownRow.of(seen.body())) {
      referring += row.isNull("r") ? 0 : 1;
      String wanted =
          row.isNull("r")
              ? "null"
              : "{\"%s\":%s}".formatted(reference.referenced(), row.field("r"));
      if (!row.field("x").equals(wanted)) {
        findings.add(name, "to one is embedded", "", path, row.json(), wanted);
      }
    }
    if (!reference.table().equals(table.name())) {
      toMany(name, reference, referring);
    }
  }

  private void toMany(String name, Reference reference, int referring) {
    String path =
        "%s?select=r:%s,x:%s!%s(r:%s)"
            .formatted(
                reference.table(), reference.referenced(), table.name(), name, reference.column());
    nodes.warm(path);
    Seen seen = nodes.agree(findings, name, "to many", path);
    int embedded = 0;
    for (ShownRow row : seen.isGood() ? ShownRow.of(seen.body()) : List.<ShownRow>of()) {
      for (ShownRow child : ShownRow.of(row.field("x"))) {
        embedded += child.field("r").equals(row.field("r")) ? 1 : 0;
      }
    }
    if (embedded != referring) {
      findings.add(name, "to many is embedded", "", path, seen.toString(), referring + " rows");
    }
  }
}
