package dev.forebay.data.types;

import static dev.forebay.data.types.TwoNodes.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.OwnNode;
import dev.forebay.data.types.TwoNodes.Seen;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the type of a key or a lookup: what is changed by SQL past the nodes leaves the cache by
 * every spelling, because the database's log names the row as a client does.
 */
@EveryServer
class DirectSqlTypesTest {
  private static final int MOST_WATCHED = 24;
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Map<ColumnKind, KindTables> TABLES = new LinkedHashMap<>();

  @AutoClose private static OwnNode own;
  private static TwoNodes nodes;

  @BeforeAll
  static void start() {
    List<ColumnKind> all = kinds();
    Map<String, List<String>> lookups = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      lookups.put("v" + i, List.of("u", "l", "s", "w"));
    }
    own = OwnNode.withLookups(lookups);
    for (int i = 0; i < all.size(); i++) {
      KindTables tables = new KindTables(all.get(i), i, own.db());
      tables.create();
      tables.fill(all.get(i).values().edges());
      TABLES.put(all.get(i), tables);
    }
    own.refresh();
    own.follow();
    nodes = new TwoNodes(own);
  }

  @AfterAll
  static void cacheWasUsed() {
    assertThat(nodes.hits()).as("reads that came from the cache").isGreaterThan(1000);
  }

  static List<ColumnKind> kinds() {
    return Catalogue.kinds().stream().filter(ColumnKind::indexed).toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void change_bySql_isSeenByEverySpelling(ColumnKind kind) {
    KindTables tables = Objects.requireNonNull(TABLES.get(kind));
    Findings findings = new Findings(kind.toString());
    Set<String> paths = paths(tables);
    seen(paths, findings, "UPDATE", tables, "UPDATE %s SET n = n + 1", "UPDATE %s SET n = n + 1");
    seen(
        paths,
        findings,
        "DELETE",
        tables,
        "DELETE FROM %s",
        "UPDATE %s SET u = NULL, l = NULL, p = NULL");
    assertThat(findings.isEmpty()).as("%s", findings).isTrue();
  }

  private static void seen(
      Set<String> paths,
      Findings findings,
      String how,
      KindTables tables,
      String ofKeys,
      String ofColumns) {
    paths.forEach(nodes::warm);
    Lenient.run(
        own.db(),
        session -> {
          if (tables.kind.referable()) {
            session.update("DELETE FROM " + tables.referring, List.of());
          }
          session.update(ofKeys.formatted(tables.keyed), List.of());
          session.update(ofColumns.formatted(tables.held), List.of());
        });
    for (String path : paths) {
      Seen fresh = nodes.fresh(path);
      try {
        Eventually.until(path, BOUND, () -> isSeen(path, fresh));
      } catch (AssertionError e) {
        String got = nodes.cached(0, path) + " and " + nodes.cached(1, path);
        findings.add("key or lookup", how + " is seen", "", path, got, fresh.toString());
        return;
      }
    }
  }

  private static boolean isSeen(String path, Seen fresh) {
    return nodes.cached(0, path).toString().equals(fresh.toString())
        && nodes.cached(1, path).toString().equals(fresh.toString());
  }

  private static Set<String> paths(KindTables tables) {
    List<String> texts = new ArrayList<>();
    for (Sample value : tables.kind.values().edges()) {
      value.texts().forEach(text -> texts.add(encoded(text)));
    }
    Set<String> paths = new LinkedHashSet<>();
    List<String> lookups = tables.lookups();
    for (int i = 0; i < Math.min(MOST_WATCHED / 2, texts.size()); i++) {
      String lookup = lookups.get(i % lookups.size());
      paths.add("%s?k=eq.%s".formatted(tables.keyed, texts.get(i)));
      paths.add("%s?select=id,n&%s=eq.%s".formatted(tables.held, lookup, texts.get(i)));
    }
    return paths;
  }
}
