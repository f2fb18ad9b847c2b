package dev.forebay.e2e;

import dev.forebay.e2e.SteppedNode.Hold;
import dev.forebay.testing.Eventually;
import java.util.concurrent.Future;

/**
 * Orders of the protocol's steps that a mistake makes stale, and that are harmless without it. Each
 * ends with reads through both nodes.
 */
final class RowSchedules {
  private static final int MANY = 50;

  private RowSchedules() {}

  /** A reader stores what it has read before a write. */
  static void fillIsLate(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill = nodes.hold(nodes.first(), "before FILL");
    Future<?> read = nodes.aside(() -> nodes.first().read(row));
    fill.await();
    write(nodes.second(), row);
    fill.release(read);
    nodes.readByBoth(row);
  }

  /** The same of a lookup, which another reader is about to store anew. */
  static void fillMeetsAnothersLease(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String lookup = "color=eq.c" + id;
    Hold late = nodes.hold(nodes.first(), "before FILL");
    Future<?> read = nodes.aside(() -> nodes.first().read(lookup));
    late.await();
    nodes.second().write(id, 1);
    Hold load = nodes.hold(nodes.second(), "before SELECT");
    Future<?> reload = nodes.aside(() -> nodes.second().read(lookup));
    load.await();
    late.release(read);
    // Its FILL went before this over the same connection.
    nodes.first().read("id=eq." + id);
    load.release(reload);
    nodes.readByBoth(lookup);
  }

  /** A reader meets the value of before a write that others see already. */
  static void valueIsReadBehindCommit(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    nodes.readByBoth(row);
    Hold finish = nodes.hold(nodes.first(), "before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release(write);
    nodes.readByBoth(row);
  }

  /** A reader stores what it has read before a write that others see already. */
  static void fillIsLateAndCommitted(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill = nodes.hold(nodes.second(), "before FILL");
    Future<?> read = nodes.aside(() -> nodes.second().read(row));
    fill.await();
    Hold finish = nodes.hold(nodes.first(), "before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    fill.release(read);
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release(write);
    nodes.readByBoth(row);
  }

  /** Two rows of one color are written at a time. */
  static void lookupIsWrittenByTwo(SteppedNodes nodes) {
    int one = nodes.freshRow();
    int other = nodes.freshRow("c" + one);
    String lookup = "color=eq.c" + one;
    Hold intent = nodes.hold(nodes.second(), "after INTENT");
    Future<?> write = nodes.aside(() -> nodes.second().write(one, 1));
    intent.await();
    nodes.first().write(other, 1);
    nodes.first().readTwice(lookup);
    commitThenRead(nodes, intent, write, lookup);
  }

  /** A reader comes between a write's INTENT and its COMMIT. */
  static void readIsInAWriteOfTheOther(SteppedNodes nodes) {
    readIsInAWrite(nodes, nodes.second(), nodes.first());
  }

  static void readIsInAWriteOfTheFirst(SteppedNodes nodes) {
    readIsInAWrite(nodes, nodes.first(), nodes.second());
  }

  private static void readIsInAWrite(SteppedNodes nodes, SteppedNode writer, SteppedNode reader) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent = nodes.hold(writer, "after INTENT");
    Future<?> write = nodes.aside(() -> write(writer, row));
    intent.await();
    reader.readTwice(row);
    commitThenRead(nodes, intent, write, row, writer, reader);
  }

  /** A reader that has begun before a write stores what it has read within it. */
  static void fillIsInAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill = nodes.hold(nodes.first(), "before FILL");
    Future<?> read = nodes.aside(() -> nodes.first().read(row));
    fill.await();
    Hold intent = nodes.hold(nodes.second(), "after INTENT");
    Future<?> write = nodes.aside(() -> write(nodes.second(), row));
    intent.await();
    fill.release(read);
    commitThenRead(nodes, intent, write, row);
  }

  /** An INTENT is still under way when others see the write. */
  static void intentIsLate(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.readByBoth(row);
    Hold intent = nodes.hold(nodes.first(), "late INTENT");
    Future<?> write = nodes.aside(() -> nodes.first().write(id, 1));
    Eventually.until(
        "the write is seen",
        () -> {
          nodes.second().readDatabase(row);
          return nodes.history().latest(id) > 1;
        });
    nodes.second().read(row);
    intent.release(write);
    nodes.readByBoth(row);
  }

  /** The FINISH of a write comes after the next write. */
  static void finishIsLate(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold finish = nodes.hold(nodes.first(), "before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    write(nodes.second(), row);
    finish.release(write);
    nodes.readByBoth(row);
  }

  /** The FINISH of a write comes while the next one has its intent, and a reader behind it. */
  static void finishIsInAnothersWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold finish = nodes.hold(nodes.first(), "before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    Hold intent = nodes.hold(nodes.second(), "after INTENT");
    Future<?> next = nodes.aside(() -> write(nodes.second(), row));
    intent.await();
    finish.release(write);
    nodes.first().readTwice(row);
    commitThenRead(nodes, intent, next, row);
  }

  /** Redis forgets a write, and has the value of before it. */
  static void redisComesBackFromADump(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    nodes.readByBoth(row);
    nodes.engines().saveDump();
    write(nodes.second(), row);
    nodes.engines().killRedis();
    nodes.readByBoth(row);
    nodes.engines().dropDump();
  }

  /** Somebody reads what was stored before a write. */
  static void valueIsReadBehindAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    nodes.readByBoth(row);
    write(nodes.first(), row);
    nodes.readByBoth(row);
  }

  /** Redis forgets an intent, and a reader stores the value of before the write. */
  static void intentIsFlushed(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent = nodes.hold(nodes.first(), "after INTENT");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    intent.await();
    nodes.flushall();
    nodes.second().hit(row);
    intent.release(write);
    nodes.readByBoth(row);
  }

  /** A reader meets an intent that is old, because its transaction takes long. */
  static void intentIsSettledInAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent = nodes.hold(nodes.second(), "after INTENT");
    Future<?> write = nodes.aside(() -> write(nodes.second(), row));
    intent.await();
    Eventually.until(
        "the intent is to be settled",
        () -> nodes.first().read(row) || nodes.first().hasPassed("before SETTLE"));
    for (int i = 0; i < MANY && !nodes.first().read(row); i++) {
      // What was settled without waiting is stored by the next reader.
    }
    commitThenRead(nodes, intent, write, row);
  }

  /** The second node's write commits, and is seen before its FINISH. */
  private static void commitThenRead(
      SteppedNodes nodes, Hold intent, Future<?> write, String filter) {
    commitThenRead(nodes, intent, write, filter, nodes.second(), nodes.first());
  }

  private static void commitThenRead(
      SteppedNodes nodes,
      Hold intent,
      Future<?> write,
      String filter,
      SteppedNode writer,
      SteppedNode reader) {
    Hold finish = nodes.hold(writer, "before FINISH");
    intent.release();
    finish.await();
    reader.readDatabase(filter);
    reader.read(filter);
    finish.release(write);
    nodes.readByBoth(filter);
  }

  private static void write(RecordedClient client, String row) {
    client.write(Integer.parseInt(row.substring("id=eq.".length())), 1);
  }
}
