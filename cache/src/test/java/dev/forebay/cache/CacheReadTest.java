package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheReadTest {
  private static final Duration LAG = Duration.ofSeconds(1);

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TestNode node = NODES.open();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void read_rowTwice_isAMissThenAHit() {
    assertThat(node.read("1", "a")).isEqualTo("miss a");
    node.awaitHit("1", "a");

    assertThat(node.read("1", "not asked")).isEqualTo("hit a");
  }

  @Test
  void read_rowThatIsNotThere_isKeptForAShortTime() {
    assertThat(node.read("1", null)).isEqualTo("miss none");
    node.awaitHit("1", null);

    assertThat(server.console().pttl(entry("1"))).isBetween(1L, 5_000L);
  }

  @Test
  void read_value_livesUpToATenthLessThanItsTtl() {
    node.awaitHit("1", "a");

    assertThat(server.console().pttl(entry("1")))
        .isBetween(TestNode.TTL.toMillis() * 9 / 10 - 60_000, TestNode.TTL.toMillis());
  }

  @Test
  void read_coldKeyByAThousandThreads_isLoadedOnce() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<String>> reads = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      reads.add(
          threads.submit(
              () -> {
                go.await();
                return node.read(row("1"), () -> bytes("a" + loads.incrementAndGet()));
              }));
    }

    go.countDown();

    for (Future<String> read : reads) {
      assertThat(read.get()).endsWith(" a1");
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void read_joiningALoadWhoseFillFails_loadsAgain() throws Exception {
    BlockedLoad old = new BlockedLoad("old");
    Future<String> leader = threads.submit(() -> node.read(row("1"), old));
    old.awaitBegin();
    // The write ends before the joiner comes, so the joiner must not get the old value.
    WriteIntents write = node.write("1");
    write.finish(Map.of());
    Future<String> joiner = threads.submit(() -> node.read("1", "new"));

    old.release();

    assertThat(leader.get()).isEqualTo("miss old");
    assertThat(joiner.get()).endsWith(" new");
  }

  @Test
  void read_joiningALoadWhoseFillSucceeds_sharesIt() throws Exception {
    BlockedLoad load = new BlockedLoad("a");
    Future<String> leader = threads.submit(() -> node.read(row("1"), load));
    load.awaitBegin();
    Future<String> joiner = threads.submit(() -> node.read("1", "not asked"));

    load.release();

    assertThat(leader.get()).isEqualTo("miss a");
    assertThat(joiner.get()).endsWith(" a");
  }

  @Test
  void read_leaseOfAnotherNode_waitsForItsFill() throws Exception {
    var patient =
        new CacheSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30), LAG, LAG);
    BlockedLoad load = new BlockedLoad("a");
    try (TestNode other = new TestNode(server.settings(), patient, hint -> {});
        TestNode waiting = new TestNode(server.settings(), patient, hint -> {})) {
      Future<String> leader = threads.submit(() -> other.read(row("1"), load));
      load.awaitBegin();
      Future<String> waiter = threads.submit(() -> waiting.read("1", "not asked"));

      load.release();

      assertThat(leader.get()).isEqualTo("miss a");
      assertThat(waiter.get()).isEqualTo("hit a");
    }
  }

  @Test
  void read_leaseOfAnotherNodeForLong_readsTheDatabaseAndStoresNothing() throws Exception {
    BlockedLoad load = new BlockedLoad("a");
    var longLease =
        new CacheSettings(
            Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMillis(150), LAG, LAG);
    try (TestNode other = new TestNode(server.settings(), longLease, hint -> {})) {
      Future<String> leader = threads.submit(() -> other.read(row("1"), load));
      load.awaitBegin();

      assertThat(node.read("1", "b")).isEqualTo("bypass wait b");

      load.release();
      assertThat(leader.get()).isEqualTo("miss a");
    }
  }

  @Test
  void read_loaderThrows_throwsAndTheNextLoads() {
    assertThatThrownBy(
            () ->
                node.read(
                    row("1"),
                    () -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");

    assertThat(node.read("1", "a")).isEqualTo("miss a");
  }

  @Test
  void read_namesThatDifferInAColon_areDifferentEntries() {
    EntryName one = EntryName.lookup("t:a", "b", "c");
    EntryName two = EntryName.lookup("t", "a:b", "c");
    EntryName three = EntryName.lookup("t", "a", "b:c");
    for (EntryName name : List.of(one, two, three)) {
      assertThat(node.read(name, () -> bytes(name.toString()))).isEqualTo("miss " + name);
    }
  }

  @Test
  void read_afterAFlush_beginsANewEpoch() {
    node.awaitHit("1", "a");
    String before = epoch("1");

    server.console().flushall();

    assertThat(node.read("1", "b")).isEqualTo("miss b");
    node.awaitHit("1", "b");
    assertThat(epoch("1")).isNotEqualTo(before);
  }

  @Test
  void read_bucketThatAnotherServersEpochWasOf_doesNotServeItsValues() {
    node.awaitHit("1", "a");
    String bucket = bucket("1");
    // What a restart that loads an old dump looks like to a node that connects after it.
    server.console().set(bucket + "id", "run_id of the server before");

    try (TestNode fresh = TestNode.on(server)) {
      assertThat(fresh.read("1", "b")).isEqualTo("miss b");
      assertThat(node.read(row("2"), () -> bytes("x"))).isEqualTo("miss x");
    }
  }

  /** FILL has one HGET within; a reader that looks first has another. */
  @Test
  void read_whereHardlyAnyRowIsThere_asksForTheLeaseAtOnce() {
    node.awaitHit("there", "a");
    long stored = fills();
    IntStream.range(0, 300).forEach(i -> node.read("cold " + i, "b"));
    Eventually.until("all are stored", () -> fills() == stored + 300);

    long before = hgets();
    IntStream.range(300, 400).forEach(i -> node.read("cold " + i, "b"));
    Eventually.until("all are stored", () -> hgets() >= before + 100);
    assertThat(node.read("there", "not asked")).isEqualTo("hit a");
    assertThat(hgets()).isEqualTo(before + 100);

    IntStream.range(0, 300).forEach(i -> node.read("there", "not asked"));
    long looking = hgets();
    assertThat(node.read("there", "not asked")).isEqualTo("hit a");
    assertThat(hgets()).isEqualTo(looking + 1);
  }

  private long fills() {
    return node.count("fill");
  }

  private long hgets() {
    String statistics = server.console().info("commandstats");
    return Long.parseLong(statistics.replaceAll("(?s).*cmdstat_hget:calls=([0-9]+).*", "$1"));
  }

  @Test
  void read_redisHangs_readsTheDatabase() {
    try (TestNode impatient =
        new TestNode(server.settings(Duration.ofMillis(50)), CacheSettings.DEFAULT, hint -> {})) {
      node.awaitHit("1", "a");
      server.hang();
      try {
        assertThat(impatient.read("1", "b")).isEqualTo("bypass unavailable b");
        assertThat(impatient.cache().available()).isFalse();
      } finally {
        server.resume();
      }
      impatient.awaitHit("1", "a");
      assertThat(impatient.cache().available()).isTrue();
    }
  }

  @Test
  void read_redisDiesAndIsThereAgain_servesAgain() {
    node.awaitHit("1", "a");

    server.kill();

    assertThat(node.read("1", "b")).isIn("bypass unavailable b", "miss b");
    node.awaitHit("1", "b");
  }

  private static String entry(String key) {
    List<String> keys = NODES.server().console().keys("*}r:t:" + key);
    assertThat(keys).hasSize(1);
    return keys.getFirst();
  }

  private static String bucket(String key) {
    return entry(key).substring(0, entry(key).indexOf('}') + 1);
  }

  private static String epoch(String key) {
    return NODES.server().console().get(bucket(key) + "ep");
  }
}
