package dev.forebay.cache.read;

import static dev.forebay.cache.TestNode.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.cache.BlockedLoad;
import dev.forebay.cache.TestNode;
import dev.forebay.cache.entry.BypassReason;
import dev.forebay.cache.spi.Loader;
import dev.forebay.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Which reads of the database readers of one entry share. */
class BypassesTest {
  private final Bypasses<String> bypasses = new Bypasses<>();

  @Test
  void read_byAThousandDuringOne_isOneMore() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<Void> held = new CompletableFuture<>();
    Loader loader =
        () -> {
          byte[] value = bytes("a" + loads.incrementAndGet());
          held.join();
          return value;
        };
    var first = waiting(loader);
    List<FutureTask<String>> others = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      others.add(waiting(loader));
    }

    held.complete(null);

    assertThat(first.get()).isEqualTo("bypass behind a1");
    for (FutureTask<String> other : others) {
      assertThat(other.get()).isEqualTo("bypass behind a2");
    }
    assertThat(loads).hasValue(2);
  }

  @Test
  void read_whileTheNextOneRuns_getsNeitherOfTheTwo() throws Exception {
    BlockedLoad one = new BlockedLoad("1");
    BlockedLoad two = new BlockedLoad("2");
    var first = waiting(one);
    var second = waiting(two);
    one.release();
    two.awaitBegin();
    var third = waiting(() -> bytes("3"));
    assertThat(third.isDone()).isFalse();

    two.release();

    assertThat(first.get()).endsWith(" 1");
    assertThat(second.get()).endsWith(" 2");
    assertThat(third.get()).endsWith(" 3");
  }

  @Test
  void read_ofAnotherEntry_doesNotWait() {
    BlockedLoad held = new BlockedLoad("a");
    var reader = waiting(held);

    assertThat(bypasses.read("other", () -> bytes("b"), BypassReason.BEHIND).value())
        .isEqualTo(bytes("b"));

    assertThat(reader.isDone()).isFalse();
    held.release();
  }

  @Test
  void read_noSuchRow_isShared() throws Exception {
    BlockedLoad held = new BlockedLoad("a");
    var first = waiting(held);
    var second = waiting(() -> null);
    var third = waiting(() -> bytes("not asked"));

    held.release();

    assertThat(first.get()).endsWith(" a");
    assertThat(second.get()).isEqualTo("bypass behind none");
    assertThat(third.get()).isEqualTo("bypass behind none");
  }

  @Test
  void read_thatFails_failsForThoseWhoShareItAndForNobodyElse() throws Exception {
    CompletableFuture<Void> held = new CompletableFuture<>();
    Loader failing =
        () -> {
          held.join();
          throw new IllegalStateException("the database is away");
        };
    var first = waiting(failing);
    var second = waiting(() -> bytes("b"));
    var third = waiting(() -> bytes("not asked"));
    held.complete(null);
    assertFails(first);
    assertThat(second.get()).endsWith(" b");
    assertThat(third.get()).endsWith(" b");

    BlockedLoad before = new BlockedLoad("a");
    var reader = waiting(before);
    var leader = waiting(failing);
    var joiner = waiting(() -> bytes("not asked"));
    before.release();
    assertThat(reader.get()).endsWith(" a");
    assertFails(leader);
    assertFails(joiner);

    assertThat(read(() -> bytes("c"))).endsWith(" c");
  }

  /** The value counts; a read may not have less than was committed before it. */
  @Test
  void reads_besideWrites_haveWhatWasCommitted() throws Exception {
    AtomicInteger committed = new AtomicInteger();
    AtomicInteger loads = new AtomicInteger();
    LongAdder reads = new LongAdder();
    Loader loader =
        () -> {
          loads.incrementAndGet();
          byte[] value = bytes("" + committed.get());
          LockSupport.parkNanos(1);
          return value;
        };
    List<FutureTask<Void>> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readers.add(
          new FutureTask<>(
              () -> {
                while (committed.get() < 5_000) {
                  int known = committed.get();
                  String read = read(loader).substring("bypass behind ".length());
                  assertThat(Integer.parseInt(read)).isGreaterThanOrEqualTo(known);
                  reads.increment();
                }
                return null;
              }));
    }
    readers.forEach(Thread::startVirtualThread);
    while (committed.get() < 5_000) {
      committed.incrementAndGet();
      LockSupport.parkNanos(1);
    }
    for (FutureTask<Void> reader : readers) {
      reader.get();
    }
    assertThat(loads.get()).isLessThan(reads.intValue());
  }

  private String read(Loader loader) {
    return TestNode.told(bypasses.read("entry", loader, BypassReason.BEHIND));
  }

  private static void assertFails(FutureTask<String> reader) {
    assertThatThrownBy(reader::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database is away");
  }

  /** A reader that has come, and waits for its own read or for another's. */
  private FutureTask<String> waiting(Loader loader) {
    FutureTask<String> read = new FutureTask<>(() -> read(loader));
    Thread thread = Thread.ofVirtual().start(read);
    Eventually.until("it waits", () -> thread.getState() == Thread.State.WAITING);
    return read;
  }
}
