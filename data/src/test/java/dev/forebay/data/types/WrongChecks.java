package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import dev.forebay.data.types.TwoNodes.Seen;
import java.util.Map;

/** What is no value of a column's type is refused in a row, and finds nothing in a filter. */
final class WrongChecks {
  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;

  WrongChecks(KindTables tables, TwoNodes nodes, Findings findings) {
    this.tables = tables;
    this.nodes = nodes;
    this.findings = findings;
  }

  void run(Wording spelling) {
    String json = spelling.json();
    if (json != null) {
      notWritten("column", Sent.json("POST", tables.held, "{\"p\":%s}".formatted(json)), spelling);
    }
    if (json != null && tables.kind.indexed()) {
      notWritten("key", Sent.json("POST", tables.keyed, "{\"k\":%s}".formatted(json)), spelling);
    }
    String text = spelling.text();
    if (text != null) {
      notFound(tables.held + "?select=id&l=eq." + encoded(text), spelling);
    }
    if (text != null && tables.kind.indexed()) {
      notFound(tables.keyed + "?k=eq." + encoded(text), spelling);
    }
  }

  private void notWritten(String role, Sent sent, Wording spelling) {
    Map<String, String> before = tables.stored(sent.path());
    Seen seen = sent.to(nodes, 0);
    Map<String, String> after = tables.stored(sent.path());
    if (!seen.isRefusal() || !after.equals(before)) {
      String got = seen + " " + Attempt.difference(before, after);
      findings.add(role, "what is no value is refused", spelling, sent.toString(), got, "4xx");
    }
  }

  /** A text that its column's character set cannot hold is still a text: it is in no row. */
  private void notFound(String path, Wording spelling) {
    nodes.warm(path);
    Seen seen = nodes.agree(findings, "filter", spelling, path);
    boolean none = seen.toString().equals("200[]");
    boolean mayBeRefused = tables.kind.family() != ColumnKind.Family.TEXT;
    if (!none && !(mayBeRefused && seen.isRefusal())) {
      String property = "what is no value finds nothing";
      findings.add("filter", property, spelling, path, seen.toString(), "200[]");
    }
  }
}
