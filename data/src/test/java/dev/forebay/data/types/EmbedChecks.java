package dev.forebay.data.types;

import dev.forebay.data.types.TwoNodes.Seen;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Along a foreign key of the type, both ways, the rows are embedded that SQL joins. */
final class EmbedChecks {
  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;

  EmbedChecks(KindTables tables, TwoNodes nodes, Findings findings) {
    this.tables = tables;
    this.nodes = nodes;
    this.findings = findings;
  }

  /** Looks at all rows at once, and at these by themselves. */
  void run(Set<String> ids) {
    toOne(ids);
    toMany();
  }

  private void toOne(Set<String> ids) {
    String toOne = tables.referring + "?select=id,t:%s(n)".formatted(tables.keyed);
    StringBuilder all = new StringBuilder();
    for (List<@Nullable String> pair :
        tables.query(
            "SELECT c.id, k.n FROM %s c LEFT JOIN %s k ON c.k = k.k ORDER BY c.id"
                .formatted(tables.referring, tables.keyed))) {
      String wanted = "{\"id\":%s,\"t\":%s}".formatted(pair.get(0), embedded(pair.get(1)));
      all.append(all.isEmpty() ? "" : ",").append(wanted);
      if (ids.contains(pair.get(0))) {
        expect("embedded to one", toOne + "&id=eq." + pair.get(0), "[" + wanted + "]");
      }
    }
    expect("embedded to one", toOne + "&order=id", "[" + all + "]");
  }

  private void toMany() {
    StringBuilder many = new StringBuilder();
    String toMany = tables.keyed + "?select=n,t:%s(id)".formatted(tables.referring);
    for (List<@Nullable String> pair :
        tables.query(
            ("SELECT k.n, (SELECT GROUP_CONCAT(c.id ORDER BY c.id) FROM %s c WHERE c.k = k.k)"
                    + " FROM %s k ORDER BY k.n")
                .formatted(tables.referring, tables.keyed))) {
      String those = Objects.requireNonNullElse(pair.get(1), "").replaceAll("\\d+", "{\"id\":$0}");
      many.append(many.isEmpty() ? "" : ",");
      many.append("{\"n\":%s,\"t\":[%s]}".formatted(pair.get(0), those));
    }
    expect("embedded to many", toMany + "&order=n&t.order=id", "[" + many + "]");
  }

  private static String embedded(@Nullable String n) {
    return n == null ? "null" : "{\"n\":" + n + "}";
  }

  private void expect(String role, String path, String wanted) {
    nodes.warm(path);
    nodes.warm(path);
    Seen seen = nodes.agree(findings, role, "", path);
    if (!seen.toString().equals("200" + wanted)) {
      findings.add(role, "as SQL joins it", "", path, seen.toString(), "200" + wanted);
    }
  }
}
