package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchReadTest {
  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> database = new HashMap<>(Map.of("1", "a", "2", "b", "3", "c"));
  private final TestNode node = NODES.open();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void readAll_coldEntries_loadsThemAtOnceAndStoresThem() {
    assertThat(read("1", "2", "none")).isEqualTo("1: miss a, 2: miss b, none: miss none");

    node.awaitHit("1", "a");
    node.awaitHit("2", "b");
    node.awaitHit("none", null);
    assertThat(read("1", "2", "none")).isEqualTo("1: hit a, 2: hit b, none: hit none");
    assertThat(node.count("misses")).isEqualTo(3);
    Eventually.until("fills are counted", () -> fills() == 3);
  }

  @Test
  void readAll_someAreThere_loadsTheOthersOnly() {
    node.awaitHit("1", "a");

    assertThat(read("1", "2")).isEqualTo("1: hit a, 2: miss b (of [2])");
  }

  @Test
  void readAll_thousandsOfEntries_loadsOnceAndStoresAll() {
    Set<EntryName> names =
        IntStream.range(0, 2_000).mapToObj(i -> row("" + i)).collect(Collectors.toSet());
    var reads =
        node.cache()
            .readAll(
                names,
                TestNode.TTL,
                missing ->
                    missing.stream().collect(Collectors.toMap(n -> n, n -> bytes(n.value()))));

    assertThat(reads).hasSize(2_000).allSatisfy((name, read) -> assertIsMissOf(name, read));
    Eventually.until(
        "all are hits",
        () ->
            node.cache().readAll(names, TestNode.TTL, _ -> Map.of()).values().stream()
                .allMatch(read -> read instanceof CacheRead.Hit));
  }

  @Test
  void readAll_entryThatIsBeingWritten_isReadAndNotStored() {
    WriteIntents write = node.write("2");

    assertThat(read("1", "2")).isEqualTo("1: miss a, 2: bypass pending b");

    node.awaitHit("1", "a");
    assertThat(read("1", "2")).isEqualTo("1: hit a, 2: bypass pending b (of [2])");
    write.finish(Map.of(row("2"), TestNode.written("B")));
    assertThat(read("1", "2")).isEqualTo("1: hit a, 2: hit B");
  }

  @Test
  void readAll_entryThatSomebodyIsLoading_isReadAndNotStored() throws Exception {
    BlockedLoad load = new BlockedLoad("b");
    Future<String> leader = threads.submit(() -> node.read(row("2"), load));
    load.awaitBegin();

    assertThat(read("1", "2")).isEqualTo("1: miss a, 2: bypass wait b");

    assertThat(node.count("waits")).isEqualTo(1);
    load.release();
    assertThat(leader.get()).isEqualTo("miss b");
  }

  @Test
  void readAll_entryIsWrittenDuringTheLoad_doesNotStoreTheOldValue() throws Exception {
    BlockedLoad load = new BlockedLoad("old");
    var batch =
        threads.submit(
            () ->
                node.cache()
                    .readAll(
                        Set.of(row("1"), row("2")),
                        TestNode.TTL,
                        _ -> Map.of(row("1"), load.load(), row("2"), bytes("b"))));
    load.awaitBegin();
    WriteIntents write = node.write("1");
    write.finish(Map.of());

    load.release();

    assertThat(batch.get().get(row("1"))).isInstanceOf(CacheRead.Miss.class);
    node.awaitHit("2", "b");
    assertThat(node.read("1", "new")).endsWith(" new");
    node.awaitHit("1", "new");
  }

  @Test
  void readAll_loaderThrows_throwsAndTheNextLoads() {
    assertThatThrownBy(
            () ->
                node.cache()
                    .readAll(
                        Set.of(row("1"), row("2")),
                        TestNode.TTL,
                        _ -> {
                          throw new IllegalStateException("the database is away");
                        }))
        .hasMessage("the database is away");

    assertThat(read("1", "2")).isEqualTo("1: miss a, 2: miss b");
  }

  @Test
  void readAll_afterAFlush_beginsNewEpochs() {
    read("1", "2", "3");
    node.awaitHit("3", "c");

    server.console().flushall();

    database.put("1", "A");
    assertThat(read("1", "2")).isEqualTo("1: miss A, 2: miss b");
    node.awaitHit("1", "A");
  }

  @Test
  void readAll_redisHangs_loadsOnceAndStoresNothing() {
    try (TestNode impatient =
        new TestNode(server.settings(Duration.ofMillis(50)), CacheSettings.DEFAULT, hint -> {})) {
      impatient.awaitHit("1", "a");
      server.hang();
      try {
        assertThat(read(impatient, "1", "2"))
            .isEqualTo("1: bypass unavailable a, 2: bypass unavailable b");
        assertThat(read(impatient, "1", "2"))
            .isEqualTo("1: bypass unavailable a, 2: bypass unavailable b");
      } finally {
        server.resume();
      }
      impatient.awaitHit("2", "b");
    }
  }

  @Test
  void readAll_redisDiesDuringTheLoad_answersWithWhatWasLoaded() {
    var reads =
        node.cache()
            .readAll(
                Set.of(row("1")),
                TestNode.TTL,
                _ -> {
                  server.kill();
                  return Map.of(row("1"), bytes("a"));
                });

    assertThat(reads.get(row("1"))).isInstanceOf(CacheRead.Miss.class);
    node.awaitHit("1", "b");
  }

  @Test
  void readAll_entriesThatAreNeverThere_leavesRedisOutUntilTheyAre() {
    for (int i = 0; i < 30; i++) {
      server.console().flushall();
      read("1", "2");
    }
    assertThat(node.count("bypasses", "reason", "cold")).isPositive();

    Eventually.until("they are asked for again", () -> read("1", "2").equals("1: hit a, 2: hit b"));
  }

  private String read(String... keys) {
    return read(node, keys);
  }

  /** Reads rows, and says for each how; and what was loaded, where that was not all. */
  private String read(TestNode reader, String... keys) {
    Set<EntryName> names = Set.of(keys).stream().map(TestNode::row).collect(Collectors.toSet());
    StringBuilder loaded = new StringBuilder();
    Map<EntryName, CacheRead> reads =
        reader
            .cache()
            .readAll(
                names,
                TestNode.TTL,
                missing -> {
                  if (!missing.equals(names)) {
                    loaded.append(" (of ").append(values(missing)).append(")");
                  }
                  return load(missing);
                });
    return Set.of(keys).stream()
            .sorted()
            .map(key -> key + ": " + TestNode.told(Objects.requireNonNull(reads.get(row(key)))))
            .collect(Collectors.joining(", "))
        + loaded;
  }

  private Map<EntryName, byte[]> load(Set<EntryName> missing) {
    return missing.stream()
        .filter(name -> database.containsKey(name.value()))
        .collect(Collectors.toMap(name -> name, name -> bytes(database.get(name.value()))));
  }

  private static String values(Set<EntryName> names) {
    return names.stream().map(EntryName::value).sorted().toList().toString();
  }

  private static void assertIsMissOf(EntryName name, CacheRead read) {
    assertThat(TestNode.told(read)).isEqualTo("miss " + name.value());
  }

  private long fills() {
    return node.count("fill");
  }
}
