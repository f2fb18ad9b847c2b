package dev.forebay.cache;

import static dev.forebay.cache.TestNode.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.StoredEntry.Content;
import dev.forebay.cache.StoredEntry.Intents;
import dev.forebay.cache.StoredEntry.Nothing;
import dev.forebay.cache.StoredEntry.Value;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.intent.Intent;
import dev.forebay.redis.Redis;
import dev.forebay.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody sees who looks at the cache from outside. */
class StoredEntriesTest {
  private static TestRedis server;
  private static TestNode node;
  private static Redis redis;
  private static StoredEntries entries;

  @BeforeAll
  static void start() {
    server = TestRedis.start();
    node = TestNode.on(server);
    redis = Redis.connect(server.settings());
    entries = new StoredEntries(Objects.requireNonNull(redis.link()));
  }

  @AfterAll
  static void stop() {
    redis.close();
    node.close();
    server.close();
  }

  @BeforeEach
  void flush() {
    server.console().flushall();
  }

  @Test
  void look_atWhatReadersAreGiven_isTheValueWithItsEnd() {
    node.awaitHit("1", "a");
    node.awaitHit("2", null);

    assertThat(look("1"))
        .isInstanceOfSatisfying(
            Value.class,
            value -> {
              assertThat(value.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("a");
              assertThat(value.left()).isBetween(Duration.ofMinutes(50), TestNode.TTL);
              assertThat(((Value) look("1")).endsAt(value.endsMillis())).isTrue();
            });
    assertThat(look("2"))
        .isInstanceOfSatisfying(Value.class, value -> assertThat(value.bytes()).isNull());
  }

  @Test
  void look_atAnEntryOfTransactions_isTheirIntents() {
    node.awaitHit("1", "a");
    node.write("1").unknown();
    node.write("1").unknown();

    assertThat(look("1"))
        .isInstanceOfSatisfying(Intents.class, standing -> assertThat(standing.ages()).hasSize(2));
  }

  @Test
  void look_atWhatNoReaderIsGiven_isNothing() {
    node.awaitHit("1", "a");
    server.console().keys("*}ep").forEach(epoch -> server.console().set(epoch, "1"));

    assertThat(look("1")).isEqualTo(new Nothing());
    assertThat(look("2")).isEqualTo(new Nothing());
  }

  @Test
  void look_atWhatSaysThatARowIsNotThere_endsWithTheGenerationOfItsTable() {
    node.awaitHit("2", null);
    WriteIntents many = node.cache().begin();
    many.place(List.of(new Intent(EntryName.table("t"), "t:2")));

    assertThat(look("2")).isEqualTo(new Nothing());
    many.finish(Map.of());
    node.awaitHit("3", null);
    assertThat(look("2")).isEqualTo(new Nothing());
    assertThat(look("3")).isInstanceOf(Value.class);
  }

  @Test
  void scan_ofManyKeys_hasEachEntryAndCountsTheOthers() {
    Set<EntryName> names = new HashSet<>();
    IntStream.range(0, 300).mapToObj(i -> row("key " + i)).forEach(names::add);
    names.add(EntryName.row("odd:table%3A", "a:b"));
    names.add(EntryName.lookup("t", "odd:%column", "x\ny"));
    names.forEach(name -> server.console().set(key(name), ""));
    List<String> others = List.of("forebay", "{7}ep", "{7}r:t:not its bucket", "{7}z:t:1", "else");
    others.forEach(key -> server.console().set(key, ""));

    Set<EntryName> seen = new HashSet<>();
    List<Integer> rest = new ArrayList<>();
    entries.scan(
        page -> {
          seen.addAll(page.entries());
          rest.add(page.others());
        });

    assertThat(seen).isEqualTo(names);
    assertThat(rest.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(5);
  }

  private static Content look(String key) {
    return entries.look(List.of(row(key))).getFirst().content();
  }

  private static String key(EntryName name) {
    return new StoredEntry(name, new Nothing()).key();
  }
}
