package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import dev.forebay.data.types.Spelling.Standing;
import dev.forebay.data.types.TwoNodes.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A write by any spelling touches the row that it names and no other, stores what it was given or is
 * refused, and is seen at once by every spelling through both nodes.
 */
final class WriteChecks {
  private static final int MOST_WATCHED = 6;
  private static final String JSON = "application/json";

  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;
  private final Random random;
  private int count = 1000;

  WriteChecks(KindTables tables, TwoNodes nodes, Findings findings, Random random) {
    this.tables = tables;
    this.nodes = nodes;
    this.findings = findings;
    this.random = random;
  }

  /** The ways to write a row by its key. */
  private enum Write {
    PATCH,
    PUT,
    MERGE,
    IGNORE,
    CSV,
    POST,
    DELETE
  }

  /** Writes by each spelling of a value, in one or two ways each. */
  void value(Value value) {
    for (Spelling spelling : value.spellings()) {
      key(value, spelling, Write.values()[random.nextInt(Write.values().length)]);
      key(value, spelling, random.nextBoolean() ? Write.MERGE : Write.PUT);
      lookup(value, spelling);
      unique(value, spelling);
      rival(spelling);
    }
  }

  private void key(Value value, Spelling spelling, Write write) {
    int n = count++;
    Optional<Sent> request = request(spelling, write, n);
    if (!tables.kind.indexed() || request.isEmpty()) {
      return;
    }
    Set<String> watched = watched(value);
    watched.forEach(nodes::warm);
    Set<String> mine = new HashSet<>(tables.equalKeys(Objects.requireNonNull(spelling.sql())));
    Map<String, String> before = tables.stored(tables.keyed);
    Seen seen = request.get().to(nodes, random.nextInt(2));
    Map<String, String> after = tables.stored(tables.keyed);
    for (String path : watched) {
      nodes.agree(findings, "key after " + write, spelling, path);
    }
    String path = request.get().toString();
    String difference = TakeBackChecks.difference(before, after);
    if (!seen.isGood()) {
      refused(spelling, write, seen, before.equals(after), path);
      return;
    }
    before.forEach(
        (name, row) -> {
          if (!mine.contains(name) && !row.equals(after.get(name))) {
            findings.add("key", write + " leaves other rows alone", spelling, path, difference, name + "=" + row);
          }
        });
    after.forEach(
        (name, row) -> {
          if (!before.containsKey(name) && !mine.contains(name)) {
            findings.add("key", write + " stores what it was given", spelling, path, difference, "" + mine);
          }
        });
    boolean acknowledges = write == Write.PUT || write == Write.MERGE || write == Write.CSV || write == Write.POST;
    if (acknowledges && mine.stream().noneMatch(name -> ("" + n).equals(after.get(name)))) {
      findings.add("key", write + " is stored", spelling, path, seen + " " + difference, "" + n);
    }
  }

  private void refused(Spelling spelling, Write write, Seen seen, boolean unchanged, String path) {
    if (!seen.isRefusal() || !unchanged) {
      findings.add("key", write + " is a refusal, and changes nothing", spelling, path, seen.toString(), "4xx");
    } else if (spelling.standing() == Standing.TAKEN && !seen.isConflict()) {
      findings.add("key", write + " is taken", spelling, path, seen.toString(), "2xx");
    }
  }

  /** What to send; none where the spelling is not for that. */
  private Optional<Sent> request(Spelling spelling, Write write, int n) {
    String json = spelling.json();
    String text = spelling.text();
    String path = text == null ? null : tables.keyed + "?k=eq." + encoded(text);
    String row = json == null ? null : "{\"k\":%s,\"n\":%d}".formatted(json, n);
    return Optional.ofNullable(
        switch (write) {
          case PATCH -> path == null ? null : new Sent("PATCH", path, "{\"n\":%d}".formatted(n), "return=minimal", JSON);
          case DELETE -> path == null ? null : new Sent("DELETE", path, "", "return=minimal", JSON);
          case PUT -> path == null || row == null ? null : new Sent("PUT", path, row, "return=minimal", JSON);
          case MERGE -> row == null ? null : posted(row, "resolution=merge-duplicates");
          case IGNORE -> row == null ? null : posted(row, "resolution=ignore-duplicates");
          case POST -> row == null ? null : posted(row, "return=representation");
          case CSV ->
              text == null
                  ? null
                  : new Sent(
                      "POST",
                      tables.keyed,
                      "k,n\n%s,%d\n".formatted(TakeBackChecks.field(text), n),
                      "resolution=merge-duplicates",
                      "text/csv");
        });
  }

  private Sent posted(String row, String prefer) {
    return new Sent("POST", tables.keyed, row, prefer, JSON);
  }

  private record Sent(String method, String path, String body, String prefer, String type) {
    Seen to(TwoNodes nodes, int node) {
      Map<String, String> headers =
          body.isEmpty() ? Map.of("Prefer", prefer) : Map.of("Prefer", prefer, "Content-Type", type);
      return nodes.send(node, method, path, body, headers);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + body.strip();
    }
  }

  /** Reads of the key by its spellings, as many as are watched. */
  private Set<String> watched(Value value) {
    Set<String> paths = new LinkedHashSet<>();
    for (Spelling spelling : value.spellings()) {
      String text = spelling.text();
      if (text != null && paths.size() < MOST_WATCHED) {
        paths.add(tables.keyed + "?k=eq." + encoded(text));
      }
    }
    return paths;
  }

  /** A row gets the value in all of its columns, and loses it again. */
  private void lookup(Value value, Spelling spelling) {
    String json = spelling.json();
    if (json == null) {
      return;
    }
    Set<String> watched = new LinkedHashSet<>();
    for (Spelling other : value.spellings()) {
      String text = other.text();
      if (text != null && watched.size() < MOST_WATCHED) {
        watched.add("%s?select=id,n&%s=eq.%s".formatted(tables.held, random.nextBoolean() ? "l" : tables.roles().getLast(), encoded(text)));
      }
    }
    watched.forEach(nodes::warm);
    String path = tables.held + "?id=eq.1";
    String body = "{\"l\":%s,\"p\":%s,\"i\":%s}".formatted(json, json, json);
    Map<String, String> before = tables.stored(tables.held);
    Seen seen = nodes.send(random.nextInt(2), "PATCH", path, body, Map.of("Content-Type", JSON));
    Map<String, String> after = tables.stored(tables.held);
    watched.forEach(read -> nodes.agree(findings, "lookup after PATCH", spelling, read));
    if (!seen.isGood()) {
      if (!seen.isRefusal() || !before.equals(after) || spelling.standing() == Standing.TAKEN) {
        findings.add("column", "PATCH is taken", spelling, path + " " + body, seen.toString(), "2xx");
      }
      return;
    }
    String stored = tables.storedAs(Objects.requireNonNull(spelling.sql())).orElse("nothing");
    String wanted = "|%s|%s|%s".formatted(stored, stored, stored);
    String row = after.getOrDefault("1", "");
    if (before.containsKey("1") && !row.contains(wanted)) {
      findings.add("column", "PATCH stores what it was given", spelling, path + " " + body, row, wanted);
    }
    nodes.send(random.nextInt(2), "PATCH", path, "{\"l\":null,\"p\":null}", Map.of("Content-Type", JSON));
    watched.forEach(read -> nodes.agree(findings, "lookup after PATCH to null", spelling, read));
  }

  /** An upsert by the unique column changes the row that has the value, or adds one. */
  private void unique(Value value, Spelling spelling) {
    if (!tables.kind.indexed() || spelling.json() == null) {
      return;
    }
    int n = count++;
    Set<String> watched = new LinkedHashSet<>(List.of(tables.held + "?select=id,u,n&id=eq.1"));
    for (Spelling other : value.spellings()) {
      String text = other.text();
      if (text != null && watched.size() < MOST_WATCHED) {
        watched.add(tables.held + "?select=id,n&u=eq." + encoded(text));
      }
    }
    watched.forEach(nodes::warm);
    String sql = Objects.requireNonNull(spelling.sql());
    List<String> mine = tables.equalIds(sql);
    Map<String, String> before = tables.stored(tables.held);
    String body = "{\"u\":%s,\"n\":%d}".formatted(spelling.json(), n);
    Sent sent = new Sent("POST", tables.held + "?on_conflict=u", body, "resolution=merge-duplicates", JSON);
    Seen seen = sent.to(nodes, random.nextInt(2));
    Map<String, String> after = tables.stored(tables.held);
    watched.forEach(read -> nodes.agree(findings, "unique after upsert", spelling, read));
    String difference = TakeBackChecks.difference(before, after);
    if (!seen.isGood()) {
      boolean right = seen.isRefusal() && before.equals(after);
      if (!right || spelling.standing() == Standing.TAKEN && !seen.isConflict()) {
        findings.add("unique", "an upsert by it is taken", spelling, sent.toString(), seen.toString(), "2xx");
      }
      return;
    }
    before.forEach(
        (id, row) -> {
          if (!mine.contains(id) && !row.equals(after.get(id))) {
            findings.add("unique", "an upsert by it leaves other rows alone", spelling, sent.toString(), difference, row);
          }
        });
    if (after.values().stream().noneMatch(row -> row.endsWith("|" + n))) {
      findings.add("unique", "an upsert by it is stored", spelling, sent.toString(), difference, "" + n);
    }
  }

  /** An upsert by the primary key of a new row is refused where another row has its unique value. */
  private void rival(Spelling spelling) {
    if (!tables.kind.indexed() || spelling.json() == null) {
      return;
    }
    int id = count++;
    Map<String, String> before = tables.stored(tables.held);
    before.keySet().forEach(known -> nodes.warm(tables.held + "?id=eq." + known));
    String body = "{\"id\":%d,\"u\":%s,\"n\":%d}".formatted(id, spelling.json(), id);
    String prefer = random.nextBoolean() ? "merge" : "ignore";
    Sent sent = new Sent("POST", tables.held, body, "resolution=" + prefer + "-duplicates", JSON);
    Seen seen = sent.to(nodes, random.nextInt(2));
    Map<String, String> after = tables.stored(tables.held);
    before.forEach(
        (known, row) -> {
          nodes.agree(findings, "row after upsert", spelling, tables.held + "?id=eq." + known);
          if (!row.equals(after.get(known))) {
            String difference = TakeBackChecks.difference(before, after);
            findings.add("unique", "an upsert of a new row leaves others alone", spelling, sent.toString(), difference, row);
          }
        });
    if (seen.isGood() && !after.containsKey("" + id)) {
      findings.add("unique", "an upsert of a new row is stored or refused", spelling, sent.toString(), seen.toString(), "the row");
    }
  }

  /** What is no value is refused in a row, and finds nothing in a filter. */
  void wrong(Spelling spelling) {
    String json = spelling.json();
    if (json != null) {
      notWritten(tables.held, "{\"p\":%s}".formatted(json), spelling);
      if (tables.kind.indexed()) {
        notWritten(tables.keyed, "{\"k\":%s}".formatted(json), spelling);
      }
    }
    String text = spelling.text();
    if (text != null) {
      List<String> paths = new ArrayList<>(List.of(tables.held + "?select=id&l=eq." + encoded(text)));
      if (tables.kind.indexed()) {
        paths.add(tables.keyed + "?k=eq." + encoded(text));
      }
      for (String path : paths) {
        nodes.warm(path);
        Seen seen = nodes.agree(findings, "filter", spelling, path);
        boolean none = seen.toString().equals("200[]");
        boolean mayBeRefused = tables.kind.family() != ColumnKind.Family.TEXT;
        if (!none && !(mayBeRefused && seen.isRefusal())) {
          findings.add("filter", "what is no value finds nothing", spelling, path, seen.toString(), "200[]");
        }
      }
    }
  }

  private void notWritten(String table, String row, Spelling spelling) {
    Map<String, String> before = tables.stored(table);
    Seen seen = nodes.send(0, "POST", table, row, Map.of("Content-Type", JSON));
    Map<String, String> after = tables.stored(table);
    if (!seen.isRefusal() || !after.equals(before)) {
      String got = seen + " " + TakeBackChecks.difference(before, after);
      findings.add("column or key", "what is no value is refused", spelling, "POST " + table + " " + row, got, "4xx");
    }
  }
}
