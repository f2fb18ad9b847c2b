package dev.forebay.e2e;

import dev.forebay.e2e.SteppedNode.Hold;
import dev.forebay.testing.Eventually;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Orders of steps of joined reads, lookups, inserts of many rows and lists, which a mistake makes
 * stale. Each ends with reads through both nodes.
 */
final class TableSchedules {
  /** More than are announced one by one. */
  private static final int MANY_ROWS = 250;

  private TableSchedules() {}

  /** A reader joins another one that has read the database before a write. */
  static void readIsJoinedBehindItsSelect(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    Hold select =
        nodes.hold(nodes.first(), "after SELECT").during(() -> nodes.first().read(row)).await();
    Hold finish =
        nodes
            .hold(nodes.second(), "before FINISH")
            .during(() -> nodes.second().write(id, 1))
            .await();
    nodes.second().readDatabase(row);
    Future<?> joined = join(nodes, row);
    select.release();
    SteppedNodes.await(joined);
    finish.release();
    nodes.readByBoth(row);
  }

  /** The same of a lookup, to which rows come. */
  static void lookupIsJoinedBehindItsSelect(SteppedNodes nodes) {
    String color = "c" + nodes.freshRow();
    String lookup = "color=eq." + color;
    Hold select =
        nodes.hold(nodes.first(), "after SELECT").during(() -> nodes.first().read(lookup)).await();
    nodes.second().insert(nodes.freshKeys(MANY_ROWS), color);
    Future<?> joined = join(nodes, lookup);
    select.release();
    SteppedNodes.await(joined);
    nodes.readByBoth(lookup);
  }

  /** A reader joins another one that has stored what a write has changed since. */
  static void readIsJoinedBehindItsFill(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    Hold fill = nodes.hold(nodes.first(), "after FILL");
    nodes.first().read(row);
    fill.await();
    Hold finish =
        nodes
            .hold(nodes.second(), "before FINISH")
            .during(() -> nodes.second().write(id, 1))
            .await();
    nodes.second().readDatabase(row);
    Future<?> joined = join(nodes, row);
    fill.release();
    SteppedNodes.await(joined);
    finish.release();
    nodes.readByBoth(row);
  }

  private static Future<?> join(SteppedNodes nodes, String filter) {
    nodes.first().forgetPassing("JOIN");
    Future<?> joined = SteppedNodes.aside(() -> nodes.first().read(filter));
    Eventually.until("a reader has joined", () -> nodes.first().hasPassed("JOIN"));
    return joined;
  }

  /** Rows come to a lookup that has been stored. */
  static void manyRowsAreInserted(SteppedNodes nodes) {
    manyRowsAreInserted(nodes, nodes.second());
  }

  static void manyRowsAreInsertedByTheFirst(SteppedNodes nodes) {
    manyRowsAreInserted(nodes, nodes.first());
  }

  private static void manyRowsAreInserted(SteppedNodes nodes, SteppedNode writer) {
    String color = "c" + nodes.freshRow();
    nodes.readByBoth("color=eq." + color);
    writer.insert(nodes.freshKeys(MANY_ROWS), color);
    nodes.readByBoth("color=eq." + color);
  }

  /** The same, and another lookup is the next to be read. */
  static void manyRowsAreInsertedBetweenReads(SteppedNodes nodes) {
    String color = "c" + nodes.freshRow();
    String other = "color=eq.c" + nodes.freshRow();
    nodes.second().insert(nodes.freshKeys(MANY_ROWS), color);
    nodes.first().hit("color=eq." + color);
    nodes.second().insert(nodes.freshKeys(MANY_ROWS), color);
    nodes.first().hit(other);
    nodes.readByBoth("color=eq." + color);
  }

  /** A lookup is read before rows come to it, and the table's generation behind that. */
  static void generationIsLate(SteppedNodes nodes) {
    String color = "c" + nodes.freshRow();
    String lookup = "color=eq." + color;
    Hold generation =
        nodes
            .hold(nodes.first(), "before GENERATION")
            .during(() -> nodes.first().read(lookup))
            .await();
    nodes.second().insert(nodes.freshKeys(MANY_ROWS), color);
    generation.release();
    nodes.readByBoth(lookup);
  }

  /** Somebody looks for a row that is being inserted. */
  static void rowIsLookedForBeforeCommit(SteppedNodes nodes) {
    List<Integer> keys = nodes.freshKeys(MANY_ROWS);
    String row = "id=eq." + keys.getFirst();
    Hold commit =
        nodes
            .hold(nodes.second(), "before COMMIT")
            .during(() -> nodes.second().insert(keys, "many"))
            .await();
    nodes.first().readTwice(row);
    commit.release();
    nodes.readByBoth(row);
  }

  /** Among many rows is one whose key another one had, of whose end nobody has been told. */
  static void manyRowsAreInsertedUnderAKeyOfBefore(SteppedNodes nodes) {
    int id = nodes.freshRow();
    List<Integer> keys = nodes.freshKeys(MANY_ROWS);
    String row = "id=eq." + id;
    nodes.readByBoth(row);
    nodes.engines().sql("DELETE FROM registers WHERE id = ?", id);
    nodes.first().insert(Stream.concat(Stream.of(id), keys.stream()).toList(), "many");
    nodes.readByBoth(row);
  }

  /** A list is stored that was read before a write. */
  static void listIsStoredBehindAWrite(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String list = "color=in.(c" + id + ")";
    Hold keep = nodes.hold(nodes.first(), "late KEEP").during(() -> nodes.first().read(list));
    keep.awaitOrEnd();
    nodes.second().write(id, 1);
    nodes.second().hit("color=in.(red)");
    keep.release();
    nodes.readByBoth(list);
  }

  /** A list is read behind a write of a row in it. */
  static void listIsReadBehindAWrite(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String list = "color=in.(c" + id + ")";
    nodes.readByBoth(list);
    nodes.first().write(id, 1);
    nodes.readByBoth(list);
  }

  /** A list is stored between two writes of one node. */
  static void listIsReadBetweenWrites(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String list = "color=in.(c" + id + ")";
    nodes.first().write(id, 1);
    nodes.first().hit(list);
    nodes.first().write(id, 2);
    nodes.readByBoth(list);
  }

  /** A list is read behind a write by SQL of a row in it. */
  static void listIsReadBehindSql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String list = "color=in.(c" + id + ")";
    nodes.followLog();
    nodes.readByBoth(list);
    nodes.writeDirectly(id);
    nodes.readByBoth(list);
  }
}
