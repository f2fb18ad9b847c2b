package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.intent.Intent;
import dev.forebay.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rows that come with many others, each transaction with one intent on the table, and readers
 * through two nodes who look for them before they are there: a row whose insertion was acknowledged
 * is found, and counted by the lookup that is over all of them.
 */
@Timeout(120)
class BulkLinearizabilityTest {
  private static final int WRITES = 400;
  private static final EntryName LOOKUP = EntryName.lookup("t", "color", "red");

  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void reads_besideInsertsOfManyAndFlushes_findWhatWasAcknowledged() throws Exception {
    try (TestRedis server = TestRedis.start();
        TestNode one = TestNode.on(server);
        TestNode two = TestNode.on(server);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        TestNode node = i % 2 == 0 ? one : two;
        Random random = new Random(i);
        readers.add(threads.submit(() -> read(node, random)));
      }
      try {
        write(one, server);
      } finally {
        over.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    assertThat(hits.sum()).isPositive();
    assertThat(misses.sum()).isPositive();
  }

  /** Each transaction brings the next row; Redis sometimes forgets its intent. */
  private void write(TestNode node, TestRedis server) {
    for (int next = 1; next <= WRITES && !over.get(); next++) {
      long enough = hits.sum() + 5;
      while (hits.sum() < enough && !over.get()) {
        Thread.onSpinWait();
      }
      WriteIntents intents = node.cache().begin();
      intents.place(List.of(new Intent(EntryName.table("t"), "t|" + next)));
      if (next % 10 == 0) {
        server.console().flushall();
      }
      committed.set(next);
      intents.finish(Map.of());
      acknowledged.set(next);
    }
  }

  private void read(TestNode node, Random random) {
    try {
      look(node, random);
    } finally {
      over.set(true);
    }
  }

  private void look(TestNode node, Random random) {
    while (!over.get()) {
      int known = acknowledged.get();
      int key = Math.max(1, known + random.nextInt(4) - 1);
      CacheRead read =
          node.cache()
              .read(row("" + key), TestNode.TTL, () -> key <= committed.get() ? bytes("r") : null);
      count(read);
      assertThat(read.value() != null || key > known).as("row %s of %s", key, known).isTrue();
      int knownNow = acknowledged.get();
      CacheRead list = node.cache().read(LOOKUP, TestNode.TTL, () -> bytes("" + committed.get()));
      count(list);
      int rows =
          Integer.parseInt(
              new String(Objects.requireNonNull(list.value()), StandardCharsets.US_ASCII));
      assertThat(rows).isGreaterThanOrEqualTo(knownNow);
    }
  }

  private void count(CacheRead read) {
    (read instanceof CacheRead.Hit ? hits : misses).increment();
  }
}
