package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import dev.forebay.data.types.ColumnKind.Family;
import dev.forebay.data.types.TwoNodes.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is stored is shown; by what is shown it is found; and every way of reading shows the same.
 */
final class ReadChecks {
  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;

  ReadChecks(KindTables tables, TwoNodes nodes, Findings findings) {
    this.tables = tables;
    this.nodes = nodes;
    this.findings = findings;
  }

  /** Looks at all rows in lists, and at these by themselves. */
  void run(Set<String> ids) {
    List<ShownRow> rows = shown();
    rows.stream().filter(row -> ids.contains(row.field("id"))).forEach(this::row);
    nulls(tables.held, "p", "id", rows.stream().filter(row -> row.isNull("p")).toList().size());
    if (tables.kind.indexed()) {
      keys(ids);
    }
  }

  private String select() {
    return "select=id," + String.join(",", tables.roles()) + ",n";
  }

  /** The rows of the list, each compared with what SQL has; one by one where there is no list. */
  List<ShownRow> shown() {
    String list = tables.held + "?" + select() + "&order=id";
    Seen seen = nodes.fresh(list);
    List<ShownRow> rows = new ArrayList<>();
    if (seen.isGood()) {
      rows.addAll(ShownRow.of(seen.body()));
    } else {
      findings.add("column", "a list is answered", "", list, seen.toString(), "200");
      for (String id : tables.stored(tables.held).keySet()) {
        Seen one = nodes.fresh(tables.held + "?" + select() + "&id=eq." + id);
        rows.addAll(one.isGood() ? ShownRow.of(one.body()) : List.of());
      }
    }
    for (String role : tables.roles()) {
      Map<String, @Nullable String> texts = tables.texts(role);
      for (ShownRow row : rows) {
        String text = texts.get(row.field("id"));
        if (!same(row, role, text)) {
          findings.add(
              role(role), "what is stored is shown", "" + text, list, row.field(role), "" + text);
        }
      }
    }
    return rows;
  }

  private void row(ShownRow shown) {
    String path = tables.held + "?" + select() + "&id=eq." + shown.field("id");
    nodes.warm(path);
    Seen seen = nodes.agree(findings, "row by id", shown.json(), path);
    if (!seen.body().equals("[" + shown.json() + "]")) {
      findings.add("row by id", "as in the list", "", path, seen.toString(), shown.json());
    }
    if (tables.kind.family() == Family.JSON) {
      return;
    }
    for (String role : tables.roles()) {
      if (!shown.isNull(role)) {
        found(shown, role, "=", "eq");
      }
    }
    if (!shown.isNull("p")) {
      found(shown, "p", "<>", "neq");
    }
  }

  /** By what is shown, the rows are found that SQL finds by what is stored. */
  private void found(ShownRow shown, String role, String sql, String operator) {
    String text = shown.text(role);
    String wanted =
        tables
            .query(
                "SELECT id FROM %s WHERE %s %s (SELECT x.%s FROM %s x WHERE x.id = %s) ORDER BY id"
                    .formatted(tables.held, role, sql, role, tables.held, shown.field("id")))
            .stream()
            .map(row -> "{\"id\":" + row.getFirst() + "}")
            .collect(Collectors.joining(",", "[", "]"));
    List<String> filters = new ArrayList<>(List.of(role + "=" + operator + "." + encoded(text)));
    if (role.equals("p") && operator.equals("eq")) {
      String quoted = encoded("\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
      filters.add("p=in.(" + quoted + ")");
      filters.add("or=(p.eq." + quoted + ",id.eq.-1)");
    }
    for (String filter : filters) {
      String path = tables.held + "?select=id&" + filter;
      Seen seen = seen(role, text, path);
      if (!seen.toString().equals("200" + wanted) && !(text.contains("\0") && seen.isOfNul())) {
        String property = "what is shown is found by " + operator;
        findings.add(role(role), property, shown.field(role), path, seen.toString(), wanted);
      }
    }
  }

  /** Through the cache as well, where it keeps such reads. */
  private Seen seen(String role, String text, String path) {
    if (!tables.lookups().contains(role)) {
      return nodes.cached(1, path);
    }
    nodes.warm(path);
    return nodes.agree(findings, role(role), text, path);
  }

  private void nulls(String table, String column, String name, int wanted) {
    for (boolean without : List.of(true, false)) {
      String path =
          "%s?select=%s&%s=%sis.null".formatted(table, name, column, without ? "not." : "");
      int all = tables.stored(table).size();
      Seen seen = nodes.fresh(path);
      int rows = without ? all - wanted : wanted;
      if (!seen.isGood() || ShownRow.of(seen.body()).size() != rows) {
        findings.add("column", "what is NULL", "", path, seen.toString(), rows + " rows");
      }
    }
  }

  private void keys(Set<String> ids) {
    String list = tables.keyed + "?select=k,n&order=n";
    Seen all = nodes.fresh(list);
    if (!all.isGood()) {
      findings.add("key", "a list is answered", "", list, all.toString(), "200");
      return;
    }
    nulls(tables.keyed, "k", "n", 0);
    for (ShownRow row : ShownRow.of(all.body())) {
      if (!ids.contains(row.field("n"))) {
        continue;
      }
      String path = tables.keyed + "?k=eq." + encoded(row.text("k"));
      nodes.warm(path);
      Seen seen = nodes.agree(findings, "key", row.field("k"), path);
      boolean nul = row.text("k").contains("\0") && seen.isOfNul();
      if (!seen.toString().equals("200[" + row.json() + "]") && !nul) {
        findings.add(
            "key", "what is shown is found", row.field("k"), path, seen.toString(), row.json());
      }
    }
  }

  private boolean same(ShownRow row, String role, @Nullable String stored) {
    return stored == null ? row.isNull(role) : tables.kind.family().shows(shown(row, role), stored);
  }

  /** The text, but of JSON the token. */
  private String shown(ShownRow row, String role) {
    return tables.kind.family() == Family.JSON ? row.field(role) : row.text(role);
  }

  private static String role(String column) {
    return switch (column) {
      case "u" -> "unique";
      case "l" -> "lookup";
      case "p" -> "column";
      case "s" -> "stored column";
      case "w" -> "virtual column";
      default -> "invisible column";
    };
  }
}
