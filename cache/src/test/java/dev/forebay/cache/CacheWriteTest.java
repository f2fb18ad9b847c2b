package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static dev.forebay.cache.TestNode.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.redis.RedisSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheWriteTest {
  private static final EntryName LOOKUP = EntryName.lookup("t", "color", "red");

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();
  private final TestNode node = NODES.open();

  @Test
  void place_cachedRow_isReadFromTheDatabaseUntilTheEnd() {
    node.awaitHit("1", "old");

    WriteIntents write = node.write("1");

    assertThat(node.read("1", "old")).isEqualTo("bypass pending old");
    write.finish(Map.of(row("1"), written("new")));
    assertThat(node.read("1", "not asked")).isEqualTo("hit new");
  }

  @Test
  void finish_deletedRow_isAHitOnNothingForAShortTime() {
    node.awaitHit("1", "old");
    WriteIntents write = node.write("1");

    write.finish(Map.of(row("1"), written(null)));

    assertThat(node.read("1", "not asked")).isEqualTo("hit none");
    String entry = server.console().keys("*}r:t:1").getFirst();
    assertThat(server.console().pttl(entry)).isBetween(1L, 5_000L);
  }

  @Test
  void finish_entryWithoutAValue_isDropped() {
    assertThat(node.read(LOOKUP, () -> bytes("[1]"))).isEqualTo("miss [1]");
    WriteIntents write = node.write("1");
    write.place(List.of(new Intent(LOOKUP, "t|1")));

    write.finish(Map.of(row("1"), written("new"), row("2"), written("not placed")));

    assertThat(node.read(LOOKUP, () -> bytes("[1,2]"))).isEqualTo("miss [1,2]");
    assertThat(node.read("1", "not asked")).isEqualTo("hit new");
    assertThat(node.read("2", "b")).isEqualTo("miss b");
  }

  @Test
  void finish_throughOneNode_isReadThroughTheOtherAtOnce() {
    try (TestNode other = TestNode.on(server)) {
      other.awaitHit("1", "0");
      for (int i = 1; i <= 200; i++) {
        String value = "" + i;
        TestNode writer = i % 2 == 0 ? node : other;
        TestNode reader = i % 2 == 0 ? other : node;
        WriteIntents write = writer.write("1");

        write.finish(Map.of(row("1"), written(value)));

        assertThat(reader.read("1", value)).endsWith(" " + value);
      }
    }
  }

  @Test
  void finish_overlappingWrites_storeNoValue() {
    WriteIntents first = node.write("1");
    WriteIntents second = node.write("1");

    second.finish(Map.of(row("1"), written("second")));
    assertThat(node.read("1", "second")).isEqualTo("bypass pending second");
    first.finish(Map.of(row("1"), written("first")));

    assertThat(node.read("1", "second")).isEqualTo("miss second");
  }

  @Test
  void finish_twice_countsOnce() {
    WriteIntents first = node.write("1");
    WriteIntents second = node.write("1");

    first.finish(Map.of());
    first.finish(Map.of());
    first.abandon();

    assertThat(node.read("1", "a")).isEqualTo("bypass pending a");
    second.abandon();
  }

  @Test
  void place_theSameEntryTwice_standsOnce() {
    WriteIntents write = node.write("1", "1");
    write.place(List.of(new Intent(row("1"), "t|1")));

    write.finish(Map.of(row("1"), written("new")));

    assertThat(node.read("1", "not asked")).isEqualTo("hit new");
  }

  @Test
  void abandon_afterRollback_readsAgainFromTheDatabase() {
    node.awaitHit("1", "old");

    node.write("1").abandon();

    assertThat(node.read("1", "old")).isEqualTo("miss old");
  }

  @Test
  void close_outcomeUnknown_isSettledByTheResolver() {
    List<String> settled = new CopyOnWriteArrayList<>();
    try (TestNode resolving =
        new TestNode(server.settings(), CacheSettings.DEFAULT, settled::add)) {
      try (WriteIntents write = resolving.write("1")) {
        assertThat(write).isNotNull();
      }
      assertThat(resolving.read("1", "a")).isEqualTo("bypass pending a");
      assertThat(settled).isEmpty();

      resolving.awaitHit("1", "a");

      assertThat(settled).containsOnly("t|1");
    }
  }

  @Test
  void close_resolverFails_isTriedAgain() {
    List<String> asked = new CopyOnWriteArrayList<>();
    IntentResolver atFirstAway =
        hint -> {
          asked.add(hint);
          if (asked.size() < 3) {
            throw new ForebayException(ErrorCode.DATABASE_UNAVAILABLE, "away");
          }
        };
    try (TestNode resolving = new TestNode(server.settings(), CacheSettings.DEFAULT, atFirstAway)) {
      resolving.write("1").unknown();

      resolving.awaitHit("1", "a");

      assertThat(asked).hasSize(3);
    }
  }

  @Test
  void place_afterTheEnd_isABug() {
    WriteIntents write = node.write("1");
    write.abandon();

    assertThatThrownBy(() -> write.place(List.of(new Intent(row("2"), "t|2"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void place_manyRows_areFinishedWithTheirValues() {
    String[] keys = IntStream.range(0, 2_000).mapToObj(Integer::toString).toArray(String[]::new);
    WriteIntents write = node.write(keys);
    assertThat(node.read("1999", "old")).isEqualTo("bypass pending old");

    Map<EntryName, WrittenValue> written = new HashMap<>();
    for (String key : keys) {
      written.put(row(key), written("v" + key));
    }
    write.finish(written);

    for (String key : keys) {
      node.awaitHit(key, "v" + key);
    }
  }

  @Test
  void place_redisHangs_isRefusedAndNothingStaysForLong() {
    try (TestNode impatient =
        new TestNode(server.settings(Duration.ofMillis(50)), CacheSettings.DEFAULT, hint -> {})) {
      impatient.awaitHit("1", "old");
      WriteIntents write = impatient.cache().begin();
      server.hang();
      try {
        assertUnavailable(write);
        write.abandon();
      } finally {
        server.resume();
      }
      impatient.awaitHit("1", "old");
    }
  }

  @Test
  void place_redisIsAway_isRefused() {
    try (TestNode away =
        new TestNode(RedisSettings.of("redis://127.0.0.1:1"), CacheSettings.DEFAULT, hint -> {})) {
      WriteIntents write = away.cache().begin();

      assertUnavailable(write);
      write.abandon();
      assertThat(away.read("1", "a")).isEqualTo("bypass unavailable a");
      assertThat(away.cache().available()).isFalse();
    }
  }

  @Test
  void place_afterAFlush_standsInTheNewEpoch() {
    node.awaitHit("1", "old");
    server.console().flushall();

    WriteIntents write = node.write("1");

    assertThat(node.read("1", "old")).isEqualTo("bypass pending old");
    write.finish(Map.of(row("1"), written("new")));
    assertThat(node.read("1", "not asked")).isEqualTo("hit new");
  }

  @Test
  void place_moreAfterAFlush_placesTheEarlierOnesAgain() {
    WriteIntents write = node.write("1");
    server.console().flushall();
    node.awaitHit("1", "old");
    List<Intent> more = new ArrayList<>();
    for (int i = 2; i < 600; i++) {
      more.add(new Intent(row("" + i), "t|" + i));
    }

    write.place(more);

    assertThat(node.read("1", "old")).isEqualTo("bypass pending old");
    write.finish(Map.of(row("1"), written("new")));
    node.awaitHit("1", "new");
  }

  @Test
  void finish_intentsFlushedAway_dropsWhatAReaderHasStored() {
    WriteIntents write = node.write("1");
    server.console().flushall();
    node.awaitHit("1", "old");

    write.finish(Map.of(row("1"), written("new")));

    node.awaitHit("1", "new");
  }

  @Test
  void finish_redisRestartedMeanwhile_dropsWhatAReaderHasStored() {
    WriteIntents write = node.write("1");
    server.kill();
    Eventually.until("the next server is found", () -> !node.cache().available());
    node.awaitHit("1", "old");

    write.finish(Map.of(row("1"), written("new")));

    assertThat(node.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void finish_redisHangs_isDoneLater() {
    try (TestNode impatient =
        new TestNode(server.settings(Duration.ofMillis(50)), CacheSettings.DEFAULT, hint -> {})) {
      WriteIntents write = impatient.write("1");
      server.hang();
      try {
        write.finish(Map.of(row("1"), written("new")));
        assertThat(impatient.read("1", "new")).isEqualTo("bypass unavailable new");
      } finally {
        server.resume();
      }
      impatient.awaitHit("1", "new");
    }
  }

  @Test
  void open_redisThatMayEvictIntents_isRefused() {
    server.console().configSet("maxmemory-policy", "allkeys-lru");
    try {
      assertThatThrownBy(() -> TestNode.on(server))
          .isInstanceOfSatisfying(
              ForebayException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CACHE_MISCONFIGURED);
                assertThat(e.getMessage()).contains("allkeys-lru");
                assertThat(e.hint()).contains("volatile-lru");
              });
      Eventually.until("not used any more", () -> !node.cache().available());
      assertThat(node.read("1", "a")).isEqualTo("bypass unavailable a");
    } finally {
      server.console().configSet("maxmemory-policy", "volatile-lru");
    }
    node.awaitHit("1", "a");
  }

  private static void assertUnavailable(WriteIntents write) {
    assertThatThrownBy(() -> write.place(List.of(new Intent(row("1"), "t|1"))))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CACHE_UNAVAILABLE));
  }
}
