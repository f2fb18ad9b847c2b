package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.ListName;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.Loader;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a thousand readers cost the database while the cache is left out. */
@Timeout(120)
class CacheBypassTest {
  private static final ListName LIST = new ListName(List.of("t"), "query");

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final AtomicInteger loads = new AtomicInteger();

  /** A way to read through a node's cache. */
  @FunctionalInterface
  private interface Reading {
    CacheRead by(Cache cache, Loader loader);

    Reading OF_A_ROW = (cache, loader) -> cache.read(row("1"), TestNode.TTL, loader);
    Reading OF_A_LIST = (cache, loader) -> cache.readList(LIST, TestNode.TTL, loader);
  }

  @Test
  void behind_aThousandReaders_areTwoLoads() throws Exception {
    for (Reading reading : List.of(Reading.OF_A_ROW, Reading.OF_A_LIST)) {
      TestNode node = NODES.open();
      node.cache().follow(new QueuedFeed(), InstantSource.system());

      assertThat(readByAThousand(node, reading)).containsOnly("behind");
      assertThat(loads).hasValue(2);
    }
  }

  @Test
  void unavailable_aThousandReaders_areTwoLoads() throws Exception {
    TestRedis server = NODES.server();
    for (Reading reading : List.of(Reading.OF_A_ROW, Reading.OF_A_LIST)) {
      try (TestNode node =
          new TestNode(server.settings(Duration.ofMillis(50)), CacheSettings.DEFAULT, hint -> {})) {
        server.hang();
        assertThat(readByAThousand(node, reading)).containsOnly("unavailable");
        assertThat(loads).hasValue(2);
      } finally {
        server.resume();
      }
    }
  }

  @Test
  void pendingList_aThousandReaders_areTwoLoads() throws Exception {
    TestNode node = NODES.open();
    WriteIntents write = node.cache().begin();
    write.place(List.of(new Intent(EntryName.lists("t"), "t|1")));

    assertThat(readByAThousand(node, Reading.OF_A_LIST)).containsOnly("pending");
    assertThat(loads).hasValue(2);
    write.finish(Map.of());
  }

  /** Who joins a flight that turns out to be a bypass asks Redis again, some rounds long. */
  @Test
  void pendingRow_aThousandReaders_areFewLoads() throws Exception {
    TestNode node = NODES.open();
    WriteIntents write = node.write("1");

    assertThat(readByAThousand(node, Reading.OF_A_ROW)).contains("pending");
    assertThat(loads).hasValueBetween(1, 10);
    write.finish(Map.of());
  }

  /** Why they bypassed the cache; all have come before a load ends. */
  private Set<String> readByAThousand(TestNode node, Reading reading) throws Exception {
    loads.set(0);
    CompletableFuture<Void> held = new CompletableFuture<>();
    Loader loader =
        () -> {
          loads.incrementAndGet();
          held.join();
          return bytes("a");
        };
    List<FutureTask<CacheRead>> reads = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      FutureTask<CacheRead> read = new FutureTask<>(() -> reading.by(node.cache(), loader));
      reads.add(read);
      readers.add(Thread.startVirtualThread(read));
    }
    // Those that wait for Redis do so for a limited time.
    Eventually.until(
        "all wait for a load",
        () -> readers.stream().allMatch(reader -> reader.getState() == Thread.State.WAITING));
    held.complete(null);
    Set<String> reasons = new HashSet<>();
    for (FutureTask<CacheRead> read : reads) {
      reasons.add(((CacheRead.Bypass) read.get()).reason().label());
    }
    return reasons;
  }
}
