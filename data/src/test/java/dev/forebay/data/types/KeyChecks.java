package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write by any spelling of a primary key touches the row that it names and no other, stores what
 * it was given or is refused, and is seen at once by every spelling through both nodes.
 */
final class KeyChecks {
  private static final int MOST_WATCHED = 6;

  private final KindTables tables;
  private final TwoNodes nodes;
  private final Findings findings;
  private final Random random;
  private int count = 1000;

  KeyChecks(KindTables tables, TwoNodes nodes, Findings findings, Random random) {
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
    DELETE;

    /** Whether the row is to be as it was sent. */
    boolean stores() {
      return this == PUT || this == MERGE || this == CSV || this == POST;
    }
  }

  /** Writes by each spelling of a value, in two ways. */
  void run(Sample value) {
    for (Wording given : value.spellings()) {
      Wording spelling = tables.kind.asKey(given);
      write(value, spelling, Write.values()[random.nextInt(Write.values().length)]);
      write(value, spelling, random.nextBoolean() ? Write.MERGE : Write.PUT);
    }
  }

  private void write(Sample value, Wording spelling, Write write) {
    int n = count++;
    Optional<Sent> sent = sent(spelling, write, n);
    if (sent.isEmpty()) {
      return;
    }
    Set<String> watched = watched(value);
    watched.forEach(nodes::warm);
    Set<String> mine = new HashSet<>(tables.equalKeys(Objects.requireNonNull(spelling.sql())));
    Map<String, String> before = tables.stored(tables.keyed);
    var seen = sent.get().to(nodes, random.nextInt(2));
    Map<String, String> after = tables.stored(tables.keyed);
    Attempt attempt =
        new Attempt(findings, "key", "" + write, spelling, sent.get(), seen, before, after);
    watched.forEach(path -> nodes.agree(findings, "key after " + write, spelling, path));
    if (attempt.isDone()) {
      attempt.leavesOthersAlone(mine);
      stored(attempt, mine, write.stores() ? "" + n : null);
    }
  }

  /** A row is made of what was given only, and there if it was acknowledged. */
  private static void stored(Attempt attempt, Set<String> mine, @Nullable String n) {
    for (String name : attempt.after().keySet()) {
      if (!attempt.before().containsKey(name) && !mine.contains(name)) {
        attempt.found("stores what it was given", attempt.difference(), "" + mine);
      }
    }
    if (n != null && mine.stream().noneMatch(name -> n.equals(attempt.after().get(name)))) {
      attempt.found("is stored", attempt.seen() + " " + attempt.difference(), n);
    }
  }

  /** What to send; none where the spelling is not for that. */
  private Optional<Sent> sent(Wording spelling, Write write, int n) {
    String text = spelling.text();
    String json = spelling.json();
    Optional<String> path = Optional.ofNullable(text).map(this::path);
    Optional<String> row =
        Optional.ofNullable(json).map(token -> "{\"k\":%s,\"n\":%d}".formatted(token, n));
    return switch (write) {
      case PATCH -> path.map(to -> Sent.json("PATCH", to, "{\"n\":%d}".formatted(n)));
      case DELETE -> path.map(to -> Sent.json("DELETE", to, ""));
      case PUT -> path.flatMap(to -> row.map(body -> Sent.json("PUT", to, body)));
      case MERGE -> row.map(body -> posted(body, "resolution=merge-duplicates"));
      case IGNORE -> row.map(body -> posted(body, "resolution=ignore-duplicates"));
      case POST -> row.map(body -> posted(body, "return=representation"));
      case CSV ->
          Optional.ofNullable(text)
              .map(field -> "k,n\n%s,%d\n".formatted(Sent.field(field), n))
              .map(lines -> Sent.csv(tables.keyed, lines));
    };
  }

  private Sent posted(String row, String prefer) {
    return Sent.post(tables.keyed, row, prefer);
  }

  private String path(String text) {
    return tables.keyed + "?k=eq." + encoded(text);
  }

  /** Reads of the key by its spellings, as many as are watched. */
  private Set<String> watched(Sample value) {
    Set<String> paths = new LinkedHashSet<>();
    value.texts().stream().limit(MOST_WATCHED).forEach(text -> paths.add(path(text)));
    return paths;
  }
}
