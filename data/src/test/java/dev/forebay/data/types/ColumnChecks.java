package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is written to columns that are no primary key is stored as it was given or refused, changes
 * no other row, and is seen at once by lookups and unique keys in every spelling.
 */
final class ColumnChecks {
  private static final int MOST_WATCHED = 6;

  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;
  private final Random random;
  private int count = 1000;

  ColumnChecks(KindTables tables, TwoNodes nodes, Findings findings, Random random) {
    this.tables = tables;
    this.nodes = nodes;
    this.findings = findings;
    this.random = random;
  }

  /** Writes each spelling of a value. */
  void run(Sample value) {
    for (Wording spelling : value.spellings()) {
      if (spelling.json() != null) {
        lookedUp(value, spelling);
        if (tables.kind.indexed()) {
          unique(value, tables.kind.asKey(spelling));
          rival(tables.kind.asKey(spelling));
        }
      }
    }
  }

  /** A row gets the value in all of its columns, and loses it again. */
  private void lookedUp(Sample value, Wording spelling) {
    Set<String> watched = watched(value, random.nextBoolean() ? "l" : tables.roles().getLast());
    String row = "{\"l\":%1$s,\"p\":%1$s,\"i\":%1$s}".formatted(spelling.json());
    String path = tables.held + "?id=eq.1";
    Attempt attempt = attempt("column", Sent.json("PATCH", path, row), spelling, watched);
    if (attempt.isDone()) {
      String stored = tables.storedAs(Objects.requireNonNull(spelling.sql())).orElse("nothing");
      String wanted = "|%1$s|%1$s|%1$s".formatted(stored);
      String now = attempt.after().get("1");
      if (now != null && !now.contains(wanted)) {
        attempt.found("stores what it was given", now, wanted);
      }
      attempt("column", Sent.json("PATCH", path, "{\"l\":null,\"p\":null}"), spelling, watched);
    }
  }

  /** An upsert by the unique column changes the row that has the value, or adds one. */
  private void unique(Sample value, Wording spelling) {
    int n = count++;
    List<String> mine = tables.equalIds(Objects.requireNonNull(spelling.sql()));
    String row = "{\"u\":%s,\"n\":%d}".formatted(spelling.json(), n);
    Sent sent = Sent.post(tables.held + "?on_conflict=u", row, "resolution=merge-duplicates");
    Attempt attempt = attempt("unique", sent, spelling, watched(value, "u"));
    if (attempt.isDone()) {
      attempt.leavesOthersAlone(mine);
      if (attempt.after().values().stream().noneMatch(stored -> stored.endsWith("|" + n))) {
        attempt.found("is stored", attempt.difference(), "" + n);
      }
    }
  }

  /** An upsert of a new row, by its id, is refused where another row has its unique value. */
  private void rival(Wording spelling) {
    int id = count++;
    List<String> mine = tables.equalIds(Objects.requireNonNull(spelling.sql()));
    List<String> ids = mine.isEmpty() ? List.of("1", "2") : mine;
    Set<String> watched =
        ids.stream().map(known -> tables.held + "?id=eq." + known).collect(Collectors.toSet());
    String row = "{\"id\":%1$d,\"u\":%2$s,\"n\":%1$d}".formatted(id, spelling.json());
    String resolution = random.nextBoolean() ? "merge" : "ignore";
    Sent sent = Sent.post(tables.held, row, "resolution=" + resolution + "-duplicates");
    Attempt attempt = attempt("unique", sent, spelling, watched);
    if (attempt.isDone()) {
      attempt.leavesOthersAlone(List.of("" + id));
      if (!attempt.after().containsKey("" + id)) {
        attempt.found("of a new row is stored or refused", attempt.seen().toString(), "" + id);
      }
    }
  }

  private Set<String> watched(Sample value, String column) {
    Set<String> paths = new LinkedHashSet<>();
    for (String text : value.texts().stream().limit(MOST_WATCHED).toList()) {
      paths.add("%s?select=id,n&%s=eq.%s".formatted(tables.held, column, encoded(text)));
    }
    return paths;
  }

  private Attempt attempt(String role, Sent sent, Wording spelling, Set<String> watched) {
    watched.forEach(nodes::warm);
    Map<String, String> before = tables.stored(tables.held);
    var seen = sent.to(nodes, random.nextInt(2));
    Map<String, String> after = tables.stored(tables.held);
    String how = sent.method().equals("POST") ? "an upsert" : sent.method();
    watched.forEach(path -> nodes.agree(findings, role + " after " + how, spelling, path));
    return new Attempt(findings, role, how, spelling, sent, seen, before, after);
  }
}
