package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static dev.forebay.cache.TestNode.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.intent.Intent;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One intent on the table voids what says that rows are not there. */
class CacheBulkTest {
  private static final EntryName LOOKUP = EntryName.lookup("t", "color", "red");

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();
  private final TestNode node = NODES.open();
  private final TestNode other = NODES.open();

  @Test
  void insertOfMany_notFound_isReadFromTheDatabaseUntilTheEndAndThenAgain() {
    node.awaitHit("1", null);
    WriteIntents many = insertMany("1");

    assertThat(other.read("1", null)).isEqualTo("bypass pending none");
    assertThat(other.read("2", null)).isEqualTo("bypass pending none");
    many.finish(Map.of());
    assertThat(other.read("1", "new")).isEqualTo("miss new");
    node.awaitHit("1", "new");
    node.awaitHit("2", null);
  }

  @Test
  void insertOfMany_lookup_isReadFromTheDatabaseUntilTheEndAndThenAgain() {
    awaitHit(LOOKUP, "[1]");
    WriteIntents many = insertMany("2");

    assertThat(other.read(LOOKUP, () -> bytes("[1]"))).isEqualTo("bypass pending [1]");
    many.finish(Map.of());
    assertThat(other.read(LOOKUP, () -> bytes("[1,2]"))).isEqualTo("miss [1,2]");
    awaitHit(LOOKUP, "[1,2]");
  }

  @Test
  void insertOfMany_rowThatIsThere_staysAHit() {
    node.awaitHit("1", "old");
    WriteIntents many = insertMany("2");

    assertThat(other.read("1", "not asked")).isEqualTo("hit old");
    assertThat(other.read("3", "there")).isEqualTo("miss there");
    many.finish(Map.of());
    assertThat(other.read("1", "not asked")).isEqualTo("hit old");
  }

  @Test
  void insertOfMany_keyOfARowThatWasDeletedElsewhere_isReadAgain() {
    node.awaitHit("1", "deleted");
    WriteIntents many = insertMany("1");
    many.invalidate(List.of(row("1")));
    many.awaitInvalidated();
    many.finish(Map.of());

    assertThat(other.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void insertOfMany_keyThatAWriteDeletes_keepsNoNotFound() {
    WriteIntents delete = node.write("1");
    WriteIntents many = insertMany("1");
    many.invalidate(List.of(row("1")));
    many.awaitInvalidated();
    delete.finish(Map.of(row("1"), written(null)));
    many.finish(Map.of());

    assertThat(other.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void invalidate_thousandsOfRows_allAreReadAgain() {
    IntStream.range(0, 50).forEach(i -> node.awaitHit("" + i, "old"));
    WriteIntents many = insertMany("0");
    many.invalidate(IntStream.range(0, 5000).mapToObj(i -> row("" + i)).toList());
    many.awaitInvalidated();
    many.finish(Map.of());

    for (int i = 0; i < 50; i++) {
      assertThat(other.read("" + i, "new")).isEqualTo("miss new");
    }
  }

  @Test
  void insertOfMany_intentIsLost_voidsWhatWasReadMeanwhile() {
    WriteIntents many = insertMany("1");
    server.console().flushall();
    Eventually.until("not found is kept", () -> other.read("1", null).equals("hit none"));

    many.finish(Map.of());
    assertThat(other.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void insertOfMany_redisIsAway_isRefused() {
    try (TestRedis gone = TestRedis.start();
        TestNode lost = TestNode.on(gone)) {
      WriteIntents many = lost.cache().begin();
      gone.close();
      assertThatThrownBy(() -> many.place(List.of(table("1"))))
          .isInstanceOf(ForebayException.class);
      assertThatThrownBy(
              () -> {
                many.invalidate(List.of(row("1")));
                many.awaitInvalidated();
              })
          .isInstanceOf(ForebayException.class);
    }
  }

  @Test
  void notFound_ofOneTable_isNotVoidedByAnother() {
    node.awaitHit("1", null);
    WriteIntents many = node.cache().begin();
    many.place(List.of(new Intent(EntryName.table("u"), "u|1")));

    assertThat(other.read("1", "not asked")).isEqualTo("hit none");
    many.finish(Map.of());
  }

  @Test
  void readAll_duringAnInsertOfMany_keepsRowsButNoNotFounds() {
    WriteIntents many = insertMany("1");
    AtomicInteger loads = new AtomicInteger();
    readAll(loads);
    many.finish(Map.of());
    assertThat(loads).hasValue(1);

    Eventually.until("all are hits", () -> readAll(loads).equals("hit there, hit none"));
    many = insertMany("1");
    assertThat(readAll(loads)).isEqualTo("hit there, bypass pending none");
    many.finish(Map.of());
    assertThat(readAll(loads)).isEqualTo("hit there, miss none");
  }

  private String readAll(AtomicInteger loads) {
    Map<EntryName, CacheRead> reads =
        other
            .cache()
            .readAll(
                Set.of(row("there"), row("gone")),
                TestNode.TTL,
                names -> {
                  loads.incrementAndGet();
                  return Map.of(row("there"), bytes("there"));
                });
    return told(reads, "there") + ", " + told(reads, "gone");
  }

  private static String told(Map<EntryName, CacheRead> reads, String key) {
    return TestNode.told(Objects.requireNonNull(reads.get(row(key))));
  }

  private void awaitHit(EntryName name, String value) {
    Eventually.until(
        "a hit on " + name, () -> node.read(name, () -> bytes(value)).equals("hit " + value));
  }

  /** A transaction that inserts many rows, of which this is one, and has not ended yet. */
  private WriteIntents insertMany(String key) {
    WriteIntents intents = node.cache().begin();
    intents.place(List.of(table(key)));
    return intents;
  }

  private static Intent table(String key) {
    return new Intent(EntryName.table("t"), "t|" + key);
  }
}
