package dev.forebay.e2e;

import dev.forebay.e2e.SteppedNodes.Hold;
import dev.forebay.testing.Eventually;
import java.util.concurrent.Future;

/**
 * Orders of the protocol's steps that a mistake makes stale, and that are harmless without it. Each
 * ends with reads through both nodes.
 */
final class Schedules {
  private static final int MANY = 50;

  /** More than are announced one by one. */
  private static final int MANY_ROWS = 250;

  private Schedules() {}

  /** Takes the steps in which a race shows; the mistake is made by the first node, if at all. */
  static void play(PlantedRace race, SteppedNodes nodes) {
    switch (race) {
      case FILL_WITHOUT_A_LEASE -> fillIsLate(nodes);
      case FILL_WITH_ANOTHERS_LEASE -> fillMeetsAnothersLease(nodes);
      case INTENT_LEAVES_THE_VALUE -> valueIsReadBehindCommit(nodes);
      case INTENT_LEAVES_THE_LEASE -> fillIsLateAndCommitted(nodes);
      case INTENT_REPLACES_ANOTHER -> lookupIsWrittenByTwo(nodes);
      case LEASE_BESIDE_AN_INTENT -> readIsInAWrite(nodes);
      case FINISH_WHILE_DIRTY -> finishIsLate(nodes);
      case FINISH_BESIDE_OTHERS -> finishIsInAnothersWrite(nodes);
      case EPOCH_OUTLIVES_THE_PROCESS -> redisComesBackFromADump(nodes);
      case KEPT_WHOEVER_FINISHED -> writtenValueIsOvertakenBySql(nodes);
      case INVAL_LEAVES_THE_LEASE -> fillIsOvertakenBySql(nodes);
      case COMMIT_WITHOUT_INTENT -> valueIsReadBehindAWrite(nodes);
      case ACKNOWLEDGED_BEFORE_FINISH -> intentIsFlushed(nodes);
      case INVAL_LEAVES_AN_INTENT_CLEAN -> finishIsOvertakenBySql(nodes);
      case BULK_WITHOUT_AN_INTENT -> manyRowsAreInserted(nodes);
      case RESOLVER_DOES_NOT_LOCK -> intentIsSettledInAWrite(nodes);
    }
  }

  /** A reader stores what it has read before a write. */
  static void fillIsLate(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill = nodes.holdFirst("before FILL");
    Future<?> read = nodes.aside(() -> nodes.first().read(row));
    fill.await();
    write(nodes.second(), row);
    fill.release(read);
    readByBoth(nodes, row);
  }

  /** The same of a lookup, which another reader is about to store anew. */
  static void fillMeetsAnothersLease(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String lookup = "color=eq.c" + id;
    Hold late = nodes.holdFirst("before FILL");
    Future<?> read = nodes.aside(() -> nodes.first().read(lookup));
    late.await();
    nodes.second().write(id, 1);
    Hold load = nodes.holdSecond("before SELECT");
    Future<?> reload = nodes.aside(() -> nodes.second().read(lookup));
    load.await();
    late.release(read);
    // Its FILL went before this over the same connection.
    nodes.first().read("id=eq." + id);
    load.release(reload);
    readByBoth(nodes, lookup);
  }

  /** A reader meets the value of before a write that others see already. */
  static void valueIsReadBehindCommit(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    readByBoth(nodes, row);
    Hold finish = nodes.holdFirst("before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release(write);
    readByBoth(nodes, row);
  }

  /** A reader stores what it has read before a write that others see already. */
  static void fillIsLateAndCommitted(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold fill = nodes.holdSecond("before FILL");
    Future<?> read = nodes.aside(() -> nodes.second().read(row));
    fill.await();
    Hold finish = nodes.holdFirst("before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    fill.release(read);
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release(write);
    readByBoth(nodes, row);
  }

  /** Two rows of one color are written at a time. */
  static void lookupIsWrittenByTwo(SteppedNodes nodes) {
    int one = nodes.freshRow();
    int other = nodes.freshRow("c" + one);
    String lookup = "color=eq.c" + one;
    Hold intent = nodes.holdSecond("after INTENT");
    Future<?> write = nodes.aside(() -> nodes.second().write(one, 1));
    intent.await();
    nodes.first().write(other, 1);
    readTwice(nodes.first(), lookup);
    commitThenRead(nodes, intent, write, lookup);
  }

  /** A reader comes between a write's INTENT and its COMMIT. */
  static void readIsInAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent = nodes.holdSecond("after INTENT");
    Future<?> write = nodes.aside(() -> write(nodes.second(), row));
    intent.await();
    readTwice(nodes.first(), row);
    commitThenRead(nodes, intent, write, row);
  }

  /** The FINISH of a write comes after the next write. */
  static void finishIsLate(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold finish = nodes.holdFirst("before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    write(nodes.second(), row);
    finish.release(write);
    readByBoth(nodes, row);
  }

  /** The FINISH of a write comes while the next one has its intent, and a reader behind it. */
  static void finishIsInAnothersWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold finish = nodes.holdFirst("before FINISH");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    finish.await();
    Hold intent = nodes.holdSecond("after INTENT");
    Future<?> next = nodes.aside(() -> write(nodes.second(), row));
    intent.await();
    finish.release(write);
    readTwice(nodes.first(), row);
    commitThenRead(nodes, intent, next, row);
  }

  /** Redis forgets a write, and has the value of before it. */
  static void redisComesBackFromADump(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    readByBoth(nodes, row);
    nodes.engines().saveDump();
    write(nodes.second(), row);
    nodes.engines().killRedis();
    readByBoth(nodes, row);
    nodes.engines().dropDump();
  }

  /** Somebody reads what was stored before a write. */
  static void valueIsReadBehindAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    readByBoth(nodes, row);
    write(nodes.first(), row);
    readByBoth(nodes, row);
  }

  /** Redis forgets an intent, and a reader stores the value of before the write. */
  static void intentIsFlushed(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent = nodes.holdFirst("after INTENT");
    Future<?> write = nodes.aside(() -> write(nodes.first(), row));
    intent.await();
    nodes.engines().flushall();
    hit(nodes.second(), row);
    intent.release(write);
    readByBoth(nodes, row);
  }

  /** A reader meets an intent that is old, because its transaction takes long. */
  static void intentIsSettledInAWrite(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    Hold intent = nodes.holdSecond("after INTENT");
    Future<?> write = nodes.aside(() -> write(nodes.second(), row));
    intent.await();
    Eventually.until(
        "the intent is to be settled",
        () -> nodes.first().read(row) || nodes.havePassed("before SETTLE"));
    for (int i = 0; i < MANY && !nodes.first().read(row); i++) {
      // What was settled without waiting is stored by the next reader.
    }
    commitThenRead(nodes, intent, write, row);
  }

  /** Somebody changes by SQL what a write has left. */
  static void writtenValueIsOvertakenBySql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.first().write(id, 1);
    readByBoth(nodes, row);
    nodes.writeDirectly(id);
    readByBoth(nodes, row);
  }

  /** The same, before its FINISH. */
  static void finishIsOvertakenBySql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    nodes.followLog();
    Hold finish = nodes.holdFirst("before FINISH");
    Future<?> write = nodes.aside(() -> nodes.first().write(id, 1));
    finish.await();
    nodes.writeDirectly(id);
    finish.release(write);
    readByBoth(nodes, "id=eq." + id);
  }

  /** Rows come to a lookup that has been stored. */
  static void manyRowsAreInserted(SteppedNodes nodes) {
    String color = "c" + nodes.freshRow();
    readByBoth(nodes, "color=eq." + color);
    nodes.first().insert(nodes.freshKeys(MANY_ROWS), color);
    readByBoth(nodes, "color=eq." + color);
  }

  /** The same, while a reader has a lease. */
  static void fillIsOvertakenBySql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    Hold fill = nodes.holdSecond("before FILL");
    Future<?> read = nodes.aside(() -> nodes.second().read(row));
    fill.await();
    nodes.writeDirectly(id);
    fill.release(read);
    readByBoth(nodes, row);
  }

  /** The second node's write commits, and is seen before its FINISH. */
  private static void commitThenRead(
      SteppedNodes nodes, Hold intent, Future<?> write, String filter) {
    Hold finish = nodes.holdSecond("before FINISH");
    intent.release();
    finish.await();
    nodes.first().readDatabase(filter);
    nodes.first().read(filter);
    finish.release(write);
    readByBoth(nodes, filter);
  }

  private static void write(RecordedClient client, String row) {
    client.write(Integer.parseInt(row.substring("id=eq.".length())), 1);
  }

  /** What the first one stores, the second one finds: they go over the same connection. */
  private static void readTwice(RecordedClient client, String filter) {
    client.read(filter);
    client.read(filter);
  }

  /** Reads until both nodes have it from the cache. */
  private static void readByBoth(SteppedNodes nodes, String filter) {
    hit(nodes.first(), filter);
    hit(nodes.second(), filter);
  }

  private static void hit(RecordedClient client, String filter) {
    Eventually.until(filter + " is a hit", () -> client.read(filter));
  }
}
