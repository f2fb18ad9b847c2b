package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import dev.forebay.data.types.TwoNodes.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown is taken back, and changes nothing. */
final class TakeBackChecks {
  private static final String MERGE = "resolution=merge-duplicates";

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
      unchanged("column", tables.held, Sent.json("PATCH", path, row.json(roles)));
      if (roles.stream().noneMatch(row::isNull)) {
        unchanged("column", tables.held, Sent.json("PUT", path, row.json(columns)));
      }
    }
    if (tables.kind.indexed()) {
      keys(ids);
    } else {
      upsert("column", tables.held, rows.stream().map(row -> row.json(columns)).toList());
    }
    if (tables.kind.referable()) {
      references(ids);
    }
  }

  private void keys(Set<String> ids) {
    List<ShownRow> rows = rows(tables.keyed + "?select=k,n");
    for (ShownRow row : rows) {
      if (ids.contains(row.field("n")) && !row.text("k").contains("\0")) {
        String path = tables.keyed + "?k=eq." + encoded(row.text("k"));
        unchanged("key", tables.keyed, Sent.json("PATCH", path, row.json(List.of("k"))));
        if (tables.kind.hasWholeKey()) {
          unchanged("key", tables.keyed, Sent.json("PUT", path, row.json()));
        }
      }
    }
    if (!tables.kind.hasWholeKey()) {
      return;
    }
    upsert("key", tables.keyed, rows.stream().map(ShownRow::json).toList());
    csv("key", tables.keyed, List.of("k", "n"), rows);
  }

  private void references(Set<String> ids) {
    List<ShownRow> rows = rows(tables.referring + "?select=id,k&k=not.is.null");
    upsert("foreign key", tables.referring, rows.stream().map(ShownRow::json).toList());
    csv("foreign key", tables.referring, List.of("id", "k"), rows);
    for (ShownRow row : rows) {
      if (ids.contains(row.field("id"))) {
        String path = tables.referring + "?id=eq." + row.field("id");
        unchanged("foreign key", tables.referring, Sent.json("PUT", path, row.json()));
      }
    }
  }

  /** The rows of an answer; that there is one is looked at elsewhere. */
  private List<ShownRow> rows(String path) {
    Seen seen = nodes.fresh(path);
    return seen.isGood() ? ShownRow.of(seen.body()) : List.of();
  }

  /** All rows at once, and where that is not right each by itself. */
  private void upsert(String role, String table, List<String> rows) {
    String all = rows.stream().collect(Collectors.joining(",", "[", "]"));
    if (!unchanged(role, table, Sent.post(table, all, MERGE))) {
      rows.forEach(row -> unchanged(role, table, Sent.post(table, row, MERGE)));
    }
  }

  /** The same in CSV, in which the text NULL is null. */
  private void csv(String role, String table, List<String> columns, List<ShownRow> rows) {
    String names = String.join(",", columns) + "\n";
    List<String> lines =
        rows.stream()
            .filter(row -> columns.stream().noneMatch(column -> row.text(column).equals("NULL")))
            .map(row -> line(row, columns))
            .toList();
    if (!unchanged(role + " in CSV", table, Sent.csv(table, names + String.join("", lines)))) {
      lines.forEach(line -> unchanged(role + " in CSV", table, Sent.csv(table, names + line)));
    }
  }

  private static String line(ShownRow row, List<String> columns) {
    return columns.stream()
        .map(row::text)
        .map(Sent::field)
        .collect(Collectors.joining(",", "", "\n"));
  }

  private boolean unchanged(String role, String table, Sent sent) {
    Map<String, String> before = tables.stored(table);
    Seen seen = sent.to(nodes, 1);
    Map<String, String> after = tables.stored(table);
    if (!seen.isGood()) {
      found(role, "is taken back", sent, seen.toString(), "2xx");
    } else if (!after.equals(before)) {
      found(role, "changes nothing", sent, Attempt.difference(before, after), "no change");
    }
    return seen.isGood() && after.equals(before);
  }

  private void found(String role, String property, Sent sent, String got, String wanted) {
    String what = "what is shown %s by %s".formatted(property, sent.method());
    findings.add(role, what, sent.body().strip(), sent.path(), got, wanted);
  }
}
