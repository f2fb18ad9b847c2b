package dev.forebay.e2e;

import dev.forebay.e2e.SteppedNode.Hold;
import dev.forebay.testing.Eventually;

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
    Hold fill =
        nodes.hold(nodes.first(), "before FILL").during(() -> nodes.first().read(row)).await();
    write(nodes.second(), row);
    fill.release();
    nodes.readByBoth(row);
  }

  /** The same of a lookup, which another reader is about to store anew. */
  static void fillMeetsAnothersLease(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String lookup = "color=eq.c" + id;
    Hold late =
        nodes.hold(nodes.first(), "before FILL").during(() -> nodes.first().read(lookup)).await();
    nodes.second().write(id, 1);
    Hold load =
        nodes
            .hold(nodes.second(), "before SELECT")
            .during(() -> nodes.second().read(lookup))
            .await();
    late.release();
    // Its FILL went before this over the same connection.
    nodes.first().read("id=eq." + id);
    load.release();
    nodes.readByBoth(lookup);
  }

  /** A reader meets the value of before a write that others see already. */
  static void valueIsReadBehindCommit(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    nodes.readByBoth(row);
    Hold finish =
        nodes.hold(nodes.first(), "before FINISH").during(() -> write(nodes.first(), row)).await();
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release();
    nodes.readByBoth(row);
  }

  /** A reader stores what it has read before a write that others see already. */
  static void fillIsLateAndCommitted(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill =
        nodes.hold(nodes.second(), "before FILL").during(() -> nodes.second().read(row)).await();
    Hold finish =
        nodes.hold(nodes.first(), "before FINISH").during(() -> write(nodes.first(), row)).await();
    fill.release();
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release();
    nodes.readByBoth(row);
  }

  /** Two rows of one color are written at a time. */
  static void lookupIsWrittenByTwo(SteppedNodes nodes) {
    int one = nodes.freshRow();
    int other = nodes.freshRow("c" + one);
    String lookup = "color=eq.c" + one;
    Hold intent =
        nodes
            .hold(nodes.second(), "after INTENT")
            .during(() -> nodes.second().write(one, 1))
            .await();
    nodes.first().write(other, 1);
    nodes.first().readTwice(lookup);
    commitThenRead(nodes, intent, lookup);
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
    Hold intent = nodes.hold(writer, "after INTENT").during(() -> write(writer, row)).await();
    reader.readTwice(row);
    commitThenRead(nodes, intent, row, writer, reader);
  }

  /** A reader that has begun before a write stores what it has read within it. */
  static void fillIsInAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill =
        nodes.hold(nodes.first(), "before FILL").during(() -> nodes.first().read(row)).await();
    Hold intent =
        nodes.hold(nodes.second(), "after INTENT").during(() -> write(nodes.second(), row)).await();
    fill.release();
    commitThenRead(nodes, intent, row);
  }

  /** An INTENT is still under way when others see the write. */
  static void intentIsLate(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.readByBoth(row);
    Hold intent = nodes.hold(nodes.first(), "late INTENT").during(() -> nodes.first().write(id, 1));
    Eventually.until(
        "the write is seen",
        () -> {
          nodes.second().readDatabase(row);
          return nodes.history().latest(id) > 1;
        });
    nodes.second().read(row);
    intent.release();
    nodes.readByBoth(row);
  }

  /** The FINISH of a write comes after the next write. */
  static void finishIsLate(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold finish =
        nodes.hold(nodes.first(), "before FINISH").during(() -> write(nodes.first(), row)).await();
    write(nodes.second(), row);
    finish.release();
    nodes.readByBoth(row);
  }

  /** The FINISH of a write comes while the next one has its intent, and a reader behind it. */
  static void finishIsInAnothersWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold finish =
        nodes.hold(nodes.first(), "before FINISH").during(() -> write(nodes.first(), row)).await();
    Hold intent =
        nodes.hold(nodes.second(), "after INTENT").during(() -> write(nodes.second(), row)).await();
    finish.release();
    nodes.first().readTwice(row);
    commitThenRead(nodes, intent, row);
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

  /** The server stores what a client gives as another row. */
  static void anotherRowIsStored(SteppedNodes nodes) {
    int id = nodes.freshAliased();
    String row = "aliased?id=eq." + id;
    nodes.readByBoth(row);
    nodes.first().writeByAlias(id);
    nodes.second().readDatabase(row);
    nodes.readByBoth(row);
  }

  /** Redis forgets an intent, and a reader stores the value of before the write. */
  static void intentIsFlushed(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent =
        nodes.hold(nodes.first(), "after INTENT").during(() -> write(nodes.first(), row)).await();
    nodes.flushall();
    nodes.second().hit(row);
    intent.release();
    nodes.readByBoth(row);
  }

  /** A reader meets an intent that is old, because its transaction takes long. */
  static void intentIsSettledInAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent =
        nodes.hold(nodes.second(), "after INTENT").during(() -> write(nodes.second(), row)).await();
    Eventually.until(
        "the intent is to be settled",
        () -> nodes.first().read(row) || nodes.first().hasPassed("before SETTLE"));
    for (int i = 0; i < MANY && !nodes.first().read(row); i++) {
      // What was settled without waiting is stored by the next reader.
    }
    commitThenRead(nodes, intent, row);
  }

  /** The second node's write commits, and is seen before its FINISH. */
  private static void commitThenRead(SteppedNodes nodes, Hold intent, String filter) {
    commitThenRead(nodes, intent, filter, nodes.second(), nodes.first());
  }

  private static void commitThenRead(
      SteppedNodes nodes, Hold intent, String filter, SteppedNode writer, SteppedNode reader) {
    Hold finish = nodes.hold(writer, "before FINISH");
    intent.letGo();
    finish.await();
    reader.readDatabase(filter);
    reader.read(filter);
    finish.letGo();
    intent.release();
    nodes.readByBoth(filter);
  }

  private static void write(RecordedClient client, String row) {
    client.write(Integer.parseInt(row.substring("id=eq.".length())), 1);
  }
}
