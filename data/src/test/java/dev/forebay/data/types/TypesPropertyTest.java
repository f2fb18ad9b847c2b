package dev.forebay.data.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.OwnNode;
import dev.forebay.mysql.EveryServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the type of a column, and in whatever role: what is written is what is read, through the
 * cache and past it, by every spelling; what is shown is taken back; and no other row is touched.
 * SQL itself says what is stored, and what is equal.
 *
 * <p>{@code -Dforebay.types.seconds} is how long it looks, {@code -Dforebay.types.seed} at what,
 * and {@code -Dforebay.types.only} is a part of the name of the types to look at.
 */
@EveryServer
class TypesPropertyTest {
  /** How many rows are looked at by themselves. */
  private static final int EACH = 5;

  private static final long SEED = Long.getLong("forebay.types.seed", 1);
  private static final String ONLY = System.getProperty("forebay.types.only", "");
  private static final Map<ColumnKind, KindTables> TABLES = new LinkedHashMap<>();

  @AutoClose private static OwnNode own;
  private static TwoNodes nodes;
  private static long nanosEach;

  @BeforeAll
  static void start() {
    List<ColumnKind> all = Catalogue.kinds();
    Map<String, List<String>> lookups = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      lookups.put("v" + i, all.get(i).indexed() ? List.of("u", "l", "s", "w") : List.of());
    }
    own = OwnNode.withLookups(lookups);
    for (int i = 0; i < all.size(); i++) {
      KindTables tables = new KindTables(all.get(i), i, own.db());
      tables.create();
      TABLES.put(all.get(i), tables);
    }
    own.refresh();
    nodes = new TwoNodes(own);
    long seconds = Long.getLong("forebay.types.seconds", 60);
    nanosEach = Duration.ofSeconds(seconds).toNanos() / Math.max(1, kinds().size());
  }

  @AfterAll
  static void cacheWasUsed() {
    assertThat(nodes.hits()).as("reads that came from the cache").isGreaterThan(100);
  }

  static List<ColumnKind> kinds() {
    return Catalogue.kinds().stream().filter(kind -> kind.toString().contains(ONLY)).toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void values_ofAType_areWhatTheyAreByEveryWay(ColumnKind kind) {
    long end = System.nanoTime() + nanosEach;
    Findings findings = new Findings(kind.toString());
    int round = 0;
    do {
      round(Objects.requireNonNull(TABLES.get(kind)), new Random(SEED * 31 + round++), findings);
    } while (findings.isEmpty() && System.nanoTime() < end);
    assertThat(findings.isEmpty())
        .as("-Dforebay.types.seed=%d -Dforebay.types.only='%s'%n%s", SEED, kind, findings)
        .isTrue();
  }

  private static void round(KindTables tables, Random random, Findings findings) {
    Samples values = tables.kind.values();
    List<Sample> chosen = new ArrayList<>(values.edges());
    chosen.add(values.random(random));
    Collections.shuffle(chosen, random);
    tables.fill(chosen);
    own.flush();
    Set<String> ids =
        IntStream.rangeClosed(1, Math.min(EACH, chosen.size()))
            .mapToObj(String::valueOf)
            .collect(Collectors.toSet());
    ReadChecks reads = new ReadChecks(tables, nodes, findings);
    reads.run(ids);
    if (tables.kind.referable()) {
      new EmbedChecks(tables, nodes, findings).run(ids);
    }
    new TakeBackChecks(tables, nodes, findings).run(reads.shown(), ids);
    List<Sample> written = new ArrayList<>(List.of(values.random(random), any(chosen, random)));
    List<Sample> rivals = tables.rivals(chosen);
    if (!rivals.isEmpty()) {
      written.add(any(rivals, random));
    }
    written.forEach(new ColumnChecks(tables, nodes, findings, random)::run);
    if (tables.kind.indexed()) {
      written.forEach(new KeyChecks(tables, nodes, findings, random)::run);
    }
    values.wrong().forEach(new WrongChecks(tables, nodes, findings)::run);
  }

  private static Sample any(List<Sample> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
