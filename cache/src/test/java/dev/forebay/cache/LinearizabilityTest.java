package dev.forebay.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.NearSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import io.lettuce.core.KillArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Writers and readers through two nodes, over rows that only ever grow, and a lookup that is over
 * all of them: no read may return less than what was acknowledged, or read, before it began.
 */
@Timeout(120)
class LinearizabilityTest {
  private static final int ROWS = 3;
  private static final int WRITES = 400;
  private static final EntryName LOOKUP = EntryName.lookup("t", "color", "red");

  private static TestRedis server;

  private final MemoryDatabase database = new MemoryDatabase(ROWS);
  private final AtomicIntegerArray seen = new AtomicIntegerArray(ROWS);
  private final LongAdder hits = new LongAdder();
  private final LongAdder others = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicBoolean over = new AtomicBoolean();

  @BeforeAll
  static void start() {
    server = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void reads_besideWritersOnTwoNodes_areNeverOlderThanWhatWasKnown() throws Exception {
    run(() -> null);

    assertThat(refused.sum()).isZero();
  }

  @Test
  void reads_whileLinksAreCut_areNeverOlderThanWhatWasKnown() throws Exception {
    run(
        () -> {
          long enough = 0;
          while (!over.get()) {
            if (hits.sum() >= enough) {
              server.console().clientKill(KillArgs.Builder.typeNormal().skipme());
              enough = hits.sum() + 200;
            }
            LockSupport.parkNanos(1_000_000);
          }
          return null;
        });

    assertThat(refused.sum()).isPositive();
  }

  /**
   * The reader of another node may see an old value for a moment, but none may stay: one that was
   * kept after its invalidation had come would, because nothing is too old here.
   */
  @Test
  void reads_ofNearCaches_areStrictOnTheWritersNodeAndRightOnOthersInTheEnd() throws Exception {
    server.console().flushall();
    try (TestNode writing = near();
        TestNode watching = near();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Void>> writers = new ArrayList<>();
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Random random = new Random(i);
        writers.add(threads.submit(() -> write(writing, random)));
        readers.add(threads.submit(() -> read(writing, random)));
        readers.add(threads.submit(() -> watch(watching, random)));
      }
      try {
        for (Future<Void> writer : writers) {
          writer.get();
        }
      } finally {
        over.set(true);
      }
      for (Future<Void> reader : readers) {
        reader.get();
      }
      assertThat(watching.count("near")).isPositive();
      assertThat(writing.count("near")).isPositive();
      for (int row = 0; row < ROWS; row++) {
        String key = "" + row;
        String value = "" + database.value(row);
        Eventually.until("row " + row, () -> watching.read(key, value).equals("near " + value));
      }
    }
  }

  private TestNode near() {
    NearSettings forLong = new NearSettings(Map.of("t", Duration.ofMinutes(10)), 1 << 20);
    return new TestNode(
        server.settings(),
        CacheSettings.DEFAULT.withNear(forLong),
        hint -> database.awaitEnd(Integer.parseInt(hint)));
  }

  private Void watch(TestNode node, Random random) {
    while (!over.get()) {
      int row = random.nextInt(ROWS);
      node.read(name(row), () -> TestNode.bytes("" + database.value(row)));
    }
    return null;
  }

  private void run(Callable<Void> mischief) throws Exception {
    server.console().flushall();
    try (TestNode one = node();
        TestNode two = node();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Void>> writers = new ArrayList<>();
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        TestNode node = i % 2 == 0 ? one : two;
        Random random = new Random(i);
        writers.add(threads.submit(() -> write(node, random)));
        readers.add(threads.submit(() -> read(node, random)));
      }
      readers.add(threads.submit(mischief));
      try {
        for (Future<Void> writer : writers) {
          writer.get();
        }
      } finally {
        over.set(true);
      }
      for (Future<Void> reader : readers) {
        reader.get();
      }
      assertThat(hits.sum()).isPositive();
      assertThat(others.sum()).isPositive();
      assertSettled(one, two);
    }
  }

  private TestNode node() {
    return new TestNode(
        server.settings(),
        CacheSettings.DEFAULT,
        hint -> database.awaitEnd(Integer.parseInt(hint)));
  }

  private Void write(TestNode node, Random random) {
    for (int i = 0; i < WRITES; i++) {
      int row = random.nextInt(ROWS);
      int value = database.lock(row) + 1;
      WriteIntents intents = node.cache().begin();
      try {
        intents.place(List.of(new Intent(name(row), "" + row), new Intent(LOOKUP, "" + row)));
      } catch (ForebayException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CACHE_UNAVAILABLE);
        refused.increment();
        database.rollback(row);
        intents.abandon();
        Eventually.until("Redis is there again", node.cache()::available);
        continue;
      }
      pause(random);
      end(intents, row, value, random.nextInt(200));
      pause(random);
    }
    return null;
  }

  private void end(WriteIntents intents, int row, int value, int outcome) {
    if (outcome == 0) {
      database.commit(row, value);
      intents.unknown();
    } else if (outcome < 20) {
      database.rollback(row);
      intents.abandon();
    } else {
      database.commit(row, value);
      intents.finish(Map.of(name(row), TestNode.written("" + value)));
      know(row, value);
    }
  }

  private Void read(TestNode node, Random random) {
    while (!over.get()) {
      switch (random.nextInt(4)) {
        case 0 -> readLookup(node);
        case 1 -> readRows(node, random);
        default -> readOne(node, random.nextInt(ROWS), random);
      }
    }
    return null;
  }

  private void readOne(TestNode node, int row, Random random) {
    int known = seen.get(row);
    String[] read =
        node.read(
                name(row),
                () -> {
                  byte[] value = TestNode.bytes("" + database.value(row));
                  pause(random);
                  return value;
                })
            .split(" ");
    assertNotOlder(row, known, read);
  }

  /** All rows in a batch; each is read from the database when its turn comes. */
  private void readRows(TestNode node, Random random) {
    int[] known = {seen.get(0), seen.get(1), seen.get(2)};
    Map<EntryName, CacheRead> reads =
        node.cache()
            .readAll(
                Set.of(name(0), name(1), name(2)),
                TestNode.TTL,
                missing -> {
                  Map<EntryName, byte[]> values = new HashMap<>();
                  for (EntryName name : missing) {
                    int value = database.value(Integer.parseInt(name.value()));
                    values.put(name, TestNode.bytes("" + value));
                    pause(random);
                  }
                  return values;
                });
    for (int row = 0; row < ROWS; row++) {
      assertNotOlder(
          row, known[row], TestNode.told(Objects.requireNonNull(reads.get(name(row)))).split(" "));
    }
  }

  private void assertNotOlder(int row, int known, String[] read) {
    int value = Integer.parseInt(read[read.length - 1]);
    assertThat(value).as("row %d, %s", row, read[0]).isGreaterThanOrEqualTo(known);
    count(read[0]);
    know(row, value);
  }

  private void readLookup(TestNode node) {
    int[] known = {seen.get(0), seen.get(1), seen.get(2)};
    String[] read = node.read(LOOKUP, () -> TestNode.bytes(database.all())).split(" ");
    String[] values = read[read.length - 1].split(",");
    for (int row = 0; row < ROWS; row++) {
      assertThat(Integer.parseInt(values[row]))
          .as("lookup of row %d, %s", row, read[0])
          .isGreaterThanOrEqualTo(known[row]);
      know(row, Integer.parseInt(values[row]));
    }
    count(read[0]);
  }

  /** In the end, all is cached again, and right. */
  private void assertSettled(TestNode... nodes) {
    for (TestNode node : nodes) {
      for (int row = 0; row < ROWS; row++) {
        node.awaitHit("" + row, "" + database.value(row));
      }
      Eventually.until(
          "the lookup is cached",
          () ->
              node.read(LOOKUP, () -> database.all().getBytes(StandardCharsets.UTF_8))
                  .equals("hit " + database.all()));
    }
  }

  private void know(int row, int value) {
    seen.accumulateAndGet(row, value, Math::max);
  }

  private void count(String kind) {
    (kind.equals("hit") ? hits : others).increment();
  }

  private static EntryName name(int row) {
    return TestNode.row("" + row);
  }

  private static void pause(Random random) {
    if (random.nextInt(4) == 0) {
      LockSupport.parkNanos(random.nextInt(500_000));
    }
  }
}
