package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.ListName;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.spi.Loader;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list is served while no table of it is written to, and by all nodes. */
@Timeout(120)
class ListReadTest {
  private static final ListName LIST = new ListName(List.of("t", "u"), "query");

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();
  private final TestNode node = NODES.open();
  private final TestNode other = NODES.open();

  @Test
  void read_again_isAHitOnEveryNode() {
    assertThat(read(node, "a")).isEqualTo("miss a");
    awaitHit("a");

    assertThat(read(other, "not asked")).isEqualTo("hit a");
    assertThat(server.console().keys("*q:t:query")).hasSize(1);
  }

  @Test
  void read_whileATableIsWrittenTo_isFromTheDatabaseAndNotKept() {
    awaitHit("a");

    WriteIntents write = write(other, "u");
    assertThat(read(node, "a")).isEqualTo("bypass pending a");
    write.finish(Map.of());

    assertThat(read(node, "b")).isEqualTo("miss b");
    awaitHit("b");
  }

  @Test
  void write_toAnotherTable_leavesIt() {
    awaitHit("a");

    write(other, "v").finish(Map.of());

    assertThat(read(node, "not asked")).isEqualTo("hit a");
  }

  @Test
  void load_thatAWriteOvertakes_isNotServed() {
    String read =
        TestNode.told(
            node.cache()
                .readList(
                    LIST,
                    TestNode.TTL,
                    () -> {
                      write(other, "t").finish(Map.of());
                      return bytes("before");
                    }));
    assertThat(read).isEqualTo("miss before");

    assertThat(read(node, "after")).isEqualTo("miss after");
  }

  @Test
  void flush_emptiesIt() {
    awaitHit("a");

    server.console().flushall();

    assertThat(read(node, "b")).endsWith(" b");
    awaitHit("b");
  }

  @Test
  void listOfOtherGenerations_inItsPlace_isNotServed() {
    awaitHit("a");
    String old = server.console().hget(key(), "v");

    write(other, "t").finish(Map.of());
    awaitHit("b");
    server.console().hset(key(), "v", old);

    assertThat(read(node, "c")).isEqualTo("miss c");
  }

  @Test
  void list_tooLarge_isNotKept() {
    String large = "x".repeat(1 << 20) + "y";

    assertThat(read(node, large)).startsWith("bypass not-kept x");
    assertThat(read(node, "a")).isEqualTo("miss a");
  }

  @Test
  void load_thatFails_failsAndIsTriedAgain() {
    Loader failing =
        () -> {
          throw new IllegalStateException("away");
        };
    assertThatThrownBy(() -> node.cache().readList(LIST, TestNode.TTL, failing)).hasMessage("away");

    assertThat(read(node, "a")).isEqualTo("miss a");
  }

  @Test
  void redisIsAway_isReadFromTheDatabase() {
    awaitHit("a");
    server.kill();

    assertThat(read(node, "b")).startsWith("bypass unavailable b");
    Eventually.until("it is kept again", () -> read(node, "c").equals("hit c"));
  }

  @Test
  void manyReaders_ofAColdList_loadItOnce() throws Exception {
    awaitHit("a");
    server.console().del(key());
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    Queue<String> reads = new ConcurrentLinkedQueue<>();
    Loader slow =
        () -> {
          loads.incrementAndGet();
          return answer.join();
        };
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      readers.add(
          Thread.ofPlatform()
              .start(
                  () -> reads.add(TestNode.told(node.cache().readList(LIST, TestNode.TTL, slow)))));
    }
    // Those that wait for Redis do so for a limited time.
    Eventually.until(
        "all wait for the load",
        () -> readers.stream().allMatch(reader -> reader.getState() == Thread.State.WAITING));
    answer.complete(bytes("b"));
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(reads).hasSize(50).containsOnly("miss b");
    assertThat(loads).hasValue(1);
  }

  /** One table is written to under intents, which a flush sometimes takes; the list counts. */
  @Test
  void reads_besideWritesAndFlushes_haveWhatWasAcknowledged() throws Exception {
    AtomicInteger committed = new AtomicInteger();
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    LongAdder hits = new LongAdder();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> readers = new ArrayList<>();
      for (TestNode reader : List.of(node, other, node, other)) {
        readers.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    int known = acknowledged.get();
                    String[] read =
                        TestNode.told(
                                reader
                                    .cache()
                                    .readList(
                                        LIST, TestNode.TTL, () -> bytes("" + committed.get())))
                            .split(" ");
                    assertThat(Integer.parseInt(read[read.length - 1]))
                        .isGreaterThanOrEqualTo(known);
                    if (read[0].equals("hit")) {
                      hits.increment();
                    }
                  }
                  return null;
                }));
      }
      Random random = new Random(7);
      for (int next = 1; next <= 400; next++) {
        long enough = hits.sum() + random.nextInt(4);
        Eventually.until(
            "hits", () -> hits.sum() >= enough || readers.stream().anyMatch(Future::isDone));
        WriteIntents write = write(next % 2 == 0 ? node : other, next % 3 == 0 ? "u" : "t");
        if (next % 10 == 0) {
          server.console().flushall();
        }
        committed.set(next);
        write.finish(Map.of());
        acknowledged.set(next);
      }
      over.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
    } finally {
      over.set(true);
    }
    assertThat(hits.sum()).isPositive();
  }

  private static String key() {
    return NODES.server().console().keys("*q:t:query").getFirst();
  }

  private static WriteIntents write(TestNode writer, String table) {
    WriteIntents intents = writer.cache().begin();
    intents.place(List.of(new Intent(EntryName.lists(table), table + "|1")));
    return intents;
  }

  private void awaitHit(String value) {
    Eventually.until("a hit", () -> read(node, value).equals("hit " + value));
  }

  private static String read(TestNode reader, String database) {
    return TestNode.told(reader.cache().readList(LIST, TestNode.TTL, () -> bytes(database)));
  }
}
