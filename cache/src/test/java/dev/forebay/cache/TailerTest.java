package dev.forebay.cache;

import static dev.forebay.cache.TestNode.bytes;
import static dev.forebay.cache.TestNode.row;
import static dev.forebay.cache.TestNode.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.ListName;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.intent.Intent;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.ChangeEvent.PositionLost;
import dev.forebay.cache.spi.ChangeEvent.Reached;
import dev.forebay.cache.spi.ChangeEvent.RowsChanged;
import dev.forebay.cache.spi.ChangeEvent.TableChanged;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the cache when the database's log tells of changes. */
class TailerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TransactionId OWN = new TransactionId("0-1-7");
  private static final EntryName LOOKUP = EntryName.lookup("t", "color", "red");

  /** A bound that no busy machine misses; the marks of these tests never end by themselves. */
  private static final CacheSettings PATIENT =
      new CacheSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofMillis(150),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10));

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();

  private final QueuedFeed feed = new QueuedFeed();
  private final LockedRow locked = new LockedRow();
  private final TestNode node = NODES.open(PATIENT, locked);
  private final TestNode other = NODES.open(PATIENT, locked);

  @BeforeEach
  void follow() {
    node.cache().follow(feed, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    locked.release();
  }

  @Test
  void follow_nothingReachedYet_readsTheDatabase() {
    other.awaitHit("1", "old");

    assertThat(node.read("1", "new")).isEqualTo("bypass behind new");
  }

  @Test
  void reached_withinTheBound_servesTheCache() {
    feed.tell(new Reached(NOW));

    node.awaitHit("1", "a");
  }

  @Test
  void reached_tooLongAgo_readsTheDatabase() {
    feed.tell(new Reached(NOW.minus(PATIENT.lag())));

    awaitProcessed(1);
    assertThat(node.read("1", "a")).isEqualTo("bypass behind a");
  }

  @Test
  void mark_ends_readsTheDatabase() {
    feed.tell(new Reached(NOW.minus(PATIENT.lag()).plusMillis(50)));

    awaitProcessed(1);
    Eventually.until("behind", () -> node.read("1", "a").equals("bypass behind a"));
  }

  @Test
  void rowsChanged_rowAndLookups_areReadAgain() {
    feed.tell(new Reached(NOW));
    node.awaitHit("1", "old");
    node.awaitHit("2", "kept");
    readLookup("[old]");

    feed.tell(new RowsChanged("t|1", Set.of(row("1"), LOOKUP)));

    awaitProcessed(2);
    assertThat(other.read("1", "new")).isEqualTo("miss new");
    assertThat(other.read(LOOKUP, () -> bytes("[new]"))).isEqualTo("miss [new]");
    assertThat(other.read("2", "not asked")).isEqualTo("hit kept");
  }

  @Test
  void rowsChanged_thousandsOfRows_areReadAgain() {
    other.awaitHit("1999", "old");
    Set<EntryName> names =
        IntStream.range(0, 2_000).mapToObj(i -> row("" + i)).collect(Collectors.toSet());

    feed.tell(new RowsChanged("t|1", names));

    awaitProcessed(1);
    assertThat(other.read("1999", "new")).isEqualTo("miss new");
  }

  @Test
  void rowsChanged_byManyTransactions_eachRowIsAskedForOnce() {
    RowsChanged[] changes =
        IntStream.range(0, 100)
            .mapToObj(i -> new RowsChanged("t|" + i % 10, Set.of(row("" + i % 10))))
            .toArray(RowsChanged[]::new);
    other.awaitHit("7", "old");

    feed.tell(changes);

    awaitProcessed(1);
    assertThat(locked.questions()).isEqualTo(10);
    assertThat(other.read("7", "new")).isEqualTo("miss new");
  }

  @Test
  void rowsChanged_databaseIsAway_isAppliedOnceItIsBack() {
    other.awaitHit("1", "old");
    locked.failNext();

    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));

    awaitProcessed(1);
    assertThat(locked.questions()).isEqualTo(2);
    assertThat(other.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void rowsChanged_duringALoad_isNotStored() throws Exception {
    BlockedLoad load = new BlockedLoad("old");
    Thread reader = Thread.startVirtualThread(() -> other.read(row("1"), load));
    load.awaitBegin();

    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));
    awaitProcessed(1);
    load.release();
    reader.join();

    assertThat(other.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void rowsChanged_whileTheRowIsLocked_isPendingUntilTheTransactionEnds() {
    other.awaitHit("1", "old");
    locked.lock();

    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));

    awaitProcessed(1);
    assertThat(other.read("1", "old")).isEqualTo("bypass pending old");
    locked.release();
    other.awaitHit("1", "new");
  }

  @Test
  void rowsChanged_whileTheRowIsLockedAfterAFlush_isPending() {
    locked.lock();
    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));
    awaitProcessed(1);
    server.console().flushall();
    other.awaitHit("1", "old");

    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));

    awaitProcessed(2);
    assertThat(other.read("1", "old")).isEqualTo("bypass pending old");
    locked.release();
    other.awaitHit("1", "new");
  }

  /** Where the log's reader is behind, rows of which it is told are locked by later writers. */
  @Test
  void rowsChanged_manyTimesWhileTheRowIsLocked_leaveNoIntents() {
    locked.lock();
    for (int i = 0; i < 500; i++) {
      feed.tell(new RowsChanged("t|1", Set.of(row("1"), LOOKUP)));
    }
    awaitProcessed(500);

    locked.release();

    Eventually.until("no intent stands", () -> !server.console().hexists(keyOf("1"), "n"));
    assertThat(locked.settled()).isLessThan(50);
  }

  private static String keyOf(String value) {
    return new String(EntryKey.bytes(row(value)), StandardCharsets.UTF_8);
  }

  @Test
  void rowsChanged_underAWrite_leavesNoValueOfIt() {
    WriteIntents write = other.write("1");

    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));
    awaitProcessed(1);
    write.finish(Map.of(row("1"), written("perhaps overtaken")));

    assertThat(other.read("1", "new")).isEqualTo("miss new");
  }

  @Test
  void rowsChanged_byTheTransactionThatLeftTheValue_keepsItAndAsksNothing() {
    feed.tell(new Reached(NOW));
    other.write("1").finish(Map.of(row("1"), writtenBy(OWN)));
    readLookup("[old]");

    feed.tell(new RowsChanged("t|1", Set.of(row("1"), LOOKUP), OWN));
    awaitProcessed(2);

    assertThat(locked.questions()).isZero();
    assertThat(other.read("1", "not asked")).isEqualTo("hit written");
    assertThat(other.read(LOOKUP, () -> bytes("[new]"))).isEqualTo("miss [new]");
  }

  @Test
  void rowsChanged_byTheTransactionThatMadeTheListsAnew_leavesThem() {
    feed.tell(new Reached(NOW));
    writeLists().finish(Map.of(), OWN);
    assertThat(readList("new")).endsWith("miss new");

    feed.tell(new RowsChanged("t|1", Set.of(row("1"), EntryName.lists("t")), OWN));
    awaitProcessed(2);

    assertThat(readList("not asked")).isEqualTo("hit new");
  }

  @Test
  void rowsChanged_byAnotherTransactionThanTheListsAreOf_dropsThem() {
    feed.tell(new Reached(NOW));
    writeLists().finish(Map.of(), OWN);
    assertThat(readList("old")).endsWith("miss old");

    TransactionId another = new TransactionId("0-1-8");
    feed.tell(new RowsChanged("t|1", Set.of(EntryName.lists("t")), another));
    awaitProcessed(2);

    assertThat(readList("new")).isEqualTo("miss new");
  }

  private WriteIntents writeLists() {
    WriteIntents intents = other.cache().begin();
    intents.place(List.of(new Intent(EntryName.lists("t"), "t|1")));
    return intents;
  }

  private String readList(String database) {
    ListName list = new ListName(List.of("t"), "query");
    return TestNode.told(other.cache().readList(list, TestNode.TTL, () -> bytes(database)));
  }

  @Test
  void rowsChanged_beforeItsTransactionFinishes_letsItsValueBeStored() {
    WriteIntents write = other.write("1");

    feed.tell(new RowsChanged("t|1", Set.of(row("1")), OWN));
    awaitProcessed(1);
    write.finish(Map.of(row("1"), writtenBy(OWN)));

    assertThat(other.read("1", "not asked")).isEqualTo("hit written");
  }

  @Test
  void rowsChanged_byAnotherTransaction_isReadAgain() {
    WriteIntents write = other.write("1");
    other.write("2").finish(Map.of(row("2"), writtenBy(OWN)));

    TransactionId another = new TransactionId("0-1-8");
    feed.tell(new RowsChanged("t|1", Set.of(row("1"), row("2")), another));
    awaitProcessed(1);
    write.finish(Map.of(row("1"), writtenBy(OWN)));

    assertThat(other.read("1", "new")).isEqualTo("miss new");
    assertThat(other.read("2", "new")).isEqualTo("miss new");
  }

  @Test
  void tableChanged_isSeenByTheOtherNodes() {
    other.awaitHit("1", "old");

    feed.tell(new TableChanged("TRUNCATE of t"));

    Eventually.until("it is read again", () -> other.read("1", "new").equals("miss new"));
    other.awaitHit("1", "new");
  }

  @Test
  void positionLost_duringALoad_isNotStored() throws Exception {
    BlockedLoad load = new BlockedLoad("old");
    Thread reader = Thread.startVirtualThread(() -> other.read(row("1"), load));
    load.awaitBegin();

    feed.tell(new PositionLost("the log was purged"), new Reached(NOW));
    feed.tell(new Reached(NOW));
    awaitProcessed(1);
    load.release();
    reader.join();

    assertThat(other.read("1", "new")).doesNotContain("old");
  }

  @Test
  void positionLost_nothingReachedSince_isToldAgainAfterACrash() {
    feed.tell(new RowsChanged("t|1", Set.of(row("1"))));
    feed.tell(new PositionLost("the log was purged"));
    feed.tell(new RowsChanged("t|2", Set.of(row("2"))));
    feed.fail();
    feed.tell(new Reached(NOW));

    awaitProcessed(2);
    assertThat(feed.processedBatches()).isEqualTo(2);
    node.awaitHit("1", "a");
  }

  @Test
  void positionLost_valueStoredBeforeTheLogIsReadable_isReadAgain() {
    feed.tell(new Reached(NOW), new PositionLost("the log was purged"));
    awaitBump();
    other.awaitHit("1", "not yet readable");

    feed.tell(new Reached(NOW));

    awaitProcessed(1);
    Eventually.until("it is read again", () -> other.read("1", "new").equals("miss new"));
  }

  @Test
  void positionLost_underAWrite_keepsItsIntent() {
    WriteIntents write = other.write("1");

    feed.tell(new PositionLost("the log was purged"));
    feed.tell(new Reached(NOW));
    awaitProcessed(1);

    assertThat(other.read("1", "old")).isEqualTo("bypass pending old");
    write.finish(Map.of(row("1"), written("new")));
    other.awaitHit("1", "new");
  }

  @Test
  void rowsChanged_redisDies_isAppliedOnceItIsBack() {
    feed.tell(new Reached(NOW));
    awaitProcessed(1);
    server.kill();
    Eventually.until("it is away", () -> !node.cache().available());

    feed.tell(new RowsChanged("t|1", Set.of(row("1"))), new Reached(NOW));

    awaitProcessed(2);
    node.awaitHit("1", "new");
  }

  @Test
  void next_fails_isTriedAgain() {
    feed.fail();
    feed.tell(new Reached(NOW));

    node.awaitHit("1", "a");
  }

  @Test
  void close_feed_isClosed() {
    node.close();

    assertThat(feed.isClosed()).isTrue();
  }

  private static WrittenValue writtenBy(TransactionId transaction) {
    return new WrittenValue(bytes("written"), TestNode.TTL, transaction);
  }

  private void readLookup(String value) {
    Eventually.until(
        "the lookup is kept", () -> node.read(LOOKUP, () -> bytes(value)).equals("hit " + value));
  }

  private static void awaitBump() {
    Eventually.until("a bump", () -> NODES.server().console().hexists("forebay", "bumps"));
  }

  private void awaitProcessed(int batches) {
    Eventually.until("it is processed", () -> feed.processedBatches() >= batches);
  }

  /** A row that a transaction has locked, or not. */
  private static final class LockedRow implements IntentResolver {
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();
    private volatile CountDownLatch end = new CountDownLatch(0);
    private volatile boolean away;

    int questions() {
      return questions.get();
    }

    int settled() {
      return settled.get();
    }

    void failNext() {
      away = true;
    }

    void lock() {
      end = new CountDownLatch(1);
    }

    void release() {
      end.countDown();
    }

    @Override
    public void settle(String lockHint) {
      settled.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean hasEnded(String lockHint) {
      questions.incrementAndGet();
      if (away) {
        away = false;
        throw new ForebayException(ErrorCode.DATABASE_UNAVAILABLE, "away");
      }
      return end.getCount() == 0;
    }
  }
}
