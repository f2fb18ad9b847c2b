package dev.forebay.e2e;

import dev.forebay.e2e.SteppedNode.Hold;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Orders of steps around SQL that bypasses Forebay, the log that tells of it, and new epochs, which
 * a mistake makes stale. Each ends with reads through both nodes.
 */
final class LogSchedules {
  private static final String LEAD = "UPDATE leaders SET version = version + 1 WHERE id = ?";

  /** A mistake that has not shown by then is not made. */
  private static final Duration TOO_LATE = Duration.ofSeconds(4);

  private LogSchedules() {}

  /** Somebody changes by SQL what a write has left. */
  static void writtenValueIsOvertakenBySql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.first().write(id, 1);
    nodes.readByBoth(row);
    nodes.writeDirectly(id);
    nodes.readByBoth(row);
  }

  /** The same, before its FINISH. */
  static void finishIsOvertakenBySql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    nodes.followLog();
    Hold finish =
        nodes.hold(nodes.first(), "before FINISH").during(() -> nodes.first().write(id, 1)).await();
    nodes.followLog();
    nodes.writeDirectly(id);
    finish.release();
    nodes.readByBoth("id=eq." + id);
  }

  /** The same, while a reader has a lease. */
  static void fillIsOvertakenBySql(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    Hold fill =
        nodes.hold(nodes.second(), "before FILL").during(() -> nodes.second().read(row)).await();
    nodes.writeDirectly(id);
    fill.release();
    nodes.readByBoth(row);
  }

  /** A row is written once more by a trigger, behind its write and in the same transaction. */
  static void writtenValueIsChangedByATrigger(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.first().writeAndPoke(id);
    nodes.followLog();
    nodes.second().readDatabase(row);
    nodes.readByBoth(row);
  }

  /** The log tells of a change that cannot be read yet, and a reader reads what was before. */
  static void changeIsToldBeforeItIsVisible(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    Invisible change = new Invisible(nodes, "registers", id, SteppedNodes.CHANGE, "after INVAL");
    nodes.second().readTwice(row);
    change.letCommit();
    nodes.readByBoth(row);
  }

  /** A reader stores what it has read before a change, of which is known only that there is one. */
  static void fillIsInAnotherEpoch(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    Hold fill =
        nodes.hold(nodes.first(), "before FILL").during(() -> nodes.first().read(row)).await();
    nodes.writeInTextForm(id);
    fill.release();
    nodes.readByBoth(row);
  }

  /** A value of before such a change is still in Redis. */
  static void valueOfBeforeIsLookedFor(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.readByBoth(row);
    nodes.writeInTextForm(id);
    nodes.readByBoth(row);
  }

  /** A node that has not heard of a new epoch reads behind a write of one that has. */
  static void valueOfBeforeIsReadInAnotherEpoch(SteppedNodes nodes) {
    String row = "id=eq." + nodes.freshRow();
    int other = nodes.freshRow();
    nodes.readByBoth(row);
    Hold state = nodes.hold(nodes.second(), "before STATE").await();
    nodes.writeInTextForm(other);
    nodes.second().read(row);
    Hold finish =
        nodes
            .hold(nodes.first(), "before FINISH")
            .during(() -> nodes.first().write(idOf(row), 1))
            .await();
    nodes.second().readDatabase(row);
    nodes.second().read(row);
    finish.release();
    state.release();
    nodes.readByBoth(row);
  }

  /** The node that reads the log dies when it has been told of a change. */
  static void readerOfTheLogDiesAtAChange(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    Hold inval = nodes.hold(nodes.first(), "before INVAL").await();
    long began = System.nanoTime();
    nodes.engines().sql(SteppedNodes.CHANGE, id);
    inval.next();
    nodes.awaitHeartbeats();
    nodes.killFirst(inval::letGo);
    nodes.awaitDirect("registers", id, began);
    nodes.readByBoth(row);
  }

  /** The log is gone that has what nobody has been told of. */
  static void logIsPurged(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    long began = System.nanoTime();
    nodes.killFirst(
        () -> {
          nodes.engines().sql(SteppedNodes.CHANGE, id);
          nodes.engines().purgeLog();
        });
    nodes.awaitDirect("registers", id, began);
    nodes.readByBoth(row);
  }

  /** The same, where the last change in the log cannot be read yet. */
  static void logIsPurgedBeforeAChangeIsVisible(SteppedNodes nodes) {
    int id = nodes.freshRow();
    String row = "id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    Hold inval = nodes.hold(nodes.first(), "before INVAL").await();
    nodes.engines().purgeLog();
    Invisible change = new Invisible(nodes, "registers", id, SteppedNodes.CHANGE, "");
    inval.release();
    readInAnotherEpoch(nodes.second(), row);
    change.letCommit();
    nodes.readByBoth(row);
  }

  /** A row that is cached changes together with one that Forebay writes. */
  static void rowFollowsFromAWrite(SteppedNodes nodes) {
    int id = nodes.freshFollower();
    String row = "followers?id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    nodes.first().lead(id, 1000L * id + 1);
    nodes.readByBoth(row);
  }

  /** The same with one that is written by SQL. */
  static void rowFollowsFromSql(SteppedNodes nodes) {
    int id = nodes.freshFollower();
    String row = "followers?id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    nodes.writeDirectly("followers", id, LEAD);
    nodes.readByBoth(row);
  }

  /** The same, where the log tells of it before it can be read. */
  static void rowFollowsBeforeThatIsVisible(SteppedNodes nodes) {
    int id = nodes.freshFollower();
    String row = "followers?id=eq." + id;
    nodes.followLog();
    nodes.readByBoth(row);
    Invisible change = new Invisible(nodes, "followers", id, LEAD, "");
    readInAnotherEpoch(nodes.second(), row);
    change.letCommit();
    nodes.readByBoth(row);
  }

  /** Reads until the node has heard of a new epoch; without the mistake there is none for now. */
  private static void readInAnotherEpoch(SteppedNode node, String row) {
    long end = System.nanoTime() + TOO_LATE.toNanos();
    while (node.read(row) && System.nanoTime() < end) {
      LockSupport.parkNanos(TOO_LATE.toNanos() / 100);
    }
    node.readTwice(row);
  }

  private static int idOf(String row) {
    return Integer.parseInt(row.substring("id=eq.".length()));
  }

  /** A change by SQL that is in the log, and that nobody can read yet. */
  private static final class Invisible {
    private final SteppedNodes nodes;
    private final String table;
    private final int id;
    private final long began = System.nanoTime();
    private final Future<?> write;

    /** Returns once the first node has come to a step because of it, where one is named. */
    Invisible(SteppedNodes nodes, String table, int id, String statement, String step) {
      this.nodes = nodes;
      this.table = table;
      this.id = id;
      nodes.engines().holdCommits();
      nodes.first().forgetPassing(step);
      this.write = SteppedNodes.aside(() -> nodes.engines().sql(statement, id));
      if (!step.isEmpty()) {
        Eventually.until("the first node is " + step, () -> nodes.first().hasPassed(step));
      }
    }

    /** Returns once it can be read, and the first node has been told of it. */
    void letCommit() {
      nodes.engines().letCommit();
      SteppedNodes.await(write);
      nodes.awaitDirect(table, id, began);
    }
  }
}
