package dev.forebay.e2e;

import dev.forebay.e2e.History.Operation;
import dev.forebay.e2e.Plant.LeftOut;
import dev.forebay.e2e.SteppedNode.Hold;
import dev.forebay.mysql.Database;
import dev.forebay.testing.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes that are taken through the steps of the protocol in a given order. The first one can be
 * made to make a mistake. It reads the binlog, but leaves out what that tells of rows unless {@link
 * #followLog} is called: that would mend within milliseconds most of what a mistake spoils.
 */
final class SteppedNodes implements AutoCloseable {
  private static final String INVAL = "before INVAL";

  /** A row that is changed after another one, to see when the log has told of that. */
  private static final int WITNESS = 4;

  /** Changes a register. */
  static final String CHANGE = "UPDATE registers SET value = value + 1 WHERE id = ?";

  private final FaultyEngines engines = FaultyEngines.start();
  private final Path application = RunningForebay.freshDataFolder().resolveSibling("stepped");
  private final Path firstSteps = RunningForebay.freshDataFolder();
  private final Path secondSteps = RunningForebay.freshDataFolder();
  private final List<Hold> holds = new ArrayList<>();
  private final RunningForebay first;
  private final RunningForebay second;
  private int rows = 100;
  private final Counts counts = new Counts();
  private History history = new History();
  private @Nullable PlantedRace planted;

  SteppedNodes() {
    FaultyEngines.writeApplication(application);
    String scripts = Planting.plantAll(firstSteps);
    first = start(Failpoints.obeying(firstSteps) + " " + scripts, "auto");
    second = start(Failpoints.obeying(secondSteps), "off");
  }

  private RunningForebay start(String options, String tailer) {
    Map<String, String> environment = new HashMap<>(engines.environment(false));
    environment.put("CACHE_TAILER", tailer);
    // Where the log is behind by more, a read leaves out the cache, and finds no mistake in it.
    environment.put("CACHE_LAG", "3s");
    environment.put("FOREBAY_JAVA_OPTS", options);
    return RunningForebay.start(application, environment);
  }

  FaultyEngines engines() {
    return engines;
  }

  /** What the clients have done since the last {@link #begin}. */
  History history() {
    return history;
  }

  /** A client of the node that makes the mistake. */
  SteppedNode first() {
    return new SteppedNode(first, firstSteps, history, counts);
  }

  /** A client of the node that is right. */
  SteppedNode second() {
    return new SteppedNode(second, secondSteps, history, counts);
  }

  /** The figures of the first node. */
  String metrics() {
    return first.get("/metrics").body();
  }

  /** From now on the first node makes this mistake. */
  void plant(PlantedRace race) {
    planted = race;
    engines.redis("SET", "planted", race.toString());
    first().plant(race);
    for (Plant plant : race.plants()) {
      if (plant instanceof LeftOut(String step)) {
        first().leaveOut(step);
      }
    }
  }

  /** From now on it makes none, and nobody is held. */
  void begin() {
    holds.forEach(Hold::letGo);
    holds.clear();
    history = new History();
    engines.redis("DEL", "planted");
    engines.letCommit();
    Failpoints.STEPS.forEach(first()::forgetPassing);
    Failpoints.STEPS.forEach(second()::forgetPassing);
    if (planted != null) {
      first().uproot(planted);
      for (Plant plant : planted.plants()) {
        if (plant instanceof LeftOut(String step)) {
          first().take(step);
        }
      }
      planted = null;
    }
    first().take(INVAL);
    first().leaveOut(INVAL);
  }

  /** Empties Redis, but for what is planted. */
  void flushall() {
    engines.flushall();
    if (planted != null) {
      engines.redis("SET", "planted", planted.toString());
    }
  }

  /** The next that comes to this step of this node waits there. */
  Hold hold(SteppedNode node, String step) {
    Hold hold = node.hold(step);
    holds.add(hold);
    return hold;
  }

  /** The first node dies; after the work, it is started again. */
  void killFirst(Runnable work) {
    try {
      first.kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    work.run();
    first.startAgain();
  }

  /** From now on the first node does what the binlog makes it do; it has read all of it. */
  void followLog() {
    first().take(INVAL);
    awaitLog();
  }

  /** A register of a color of its own, which no node has in its cache. */
  int freshRow() {
    return freshRow("c" + rows);
  }

  /** The same with this color. */
  int freshRow(String color) {
    int id = rows++;
    engines.sql("INSERT INTO registers (id, color, value) VALUES (?, ?, 0)", id, color);
    return id;
  }

  /** A row of {@code followers}, and the one that it follows. */
  int freshFollower() {
    int id = rows++;
    engines.sql("INSERT INTO leaders VALUES (?, ?)", id, 1000L * id);
    engines.sql("INSERT INTO followers VALUES (?, ?)", id, 1000L * id);
    return id;
  }

  /** A row that is stored under its own key, and under an alias of it as well. */
  int freshAliased() {
    int id = rows++;
    engines.sql("INSERT INTO aliased (id, value) VALUES (?, 0)", id);
    return id;
  }

  /** So many keys that no row has. */
  List<Integer> freshKeys(int count) {
    List<Integer> keys = IntStream.range(rows, rows + count).boxed().toList();
    rows += count;
    return keys;
  }

  /** Writes a register by SQL; returns once the first node has been told of it. */
  void writeDirectly(int id) {
    writeDirectly("registers", id, CHANGE);
  }

  /** Writes a row, or what it follows from. */
  void writeDirectly(String table, int id, String statement) {
    long began = System.nanoTime();
    engines.sql(statement, id);
    awaitDirect(table, id, began);
  }

  /** Writes a register by a statement, which is in the log as such. */
  void writeInTextForm(int id) {
    long began = System.nanoTime();
    try (Database sql = engines.sql()) {
      sql.read(
          session -> {
            session.update("SET SESSION binlog_format = 'STATEMENT'", List.of());
            return session.update(CHANGE, List.of(id));
          });
    }
    awaitDirect("registers", id, began);
  }

  /** The first node has been told of what was written by SQL. */
  void awaitDirect(String table, int id, long began) {
    long version = version(table, id);
    awaitLog();
    history.add(new Operation(id, true, version, "c" + id, false, began, System.nanoTime(), "SQL"));
  }

  /** What is told of the witness is told after all that was before. */
  private void awaitLog() {
    boolean follows = !first().leavesOut(INVAL);
    first().take(INVAL);
    String witness = "id=eq." + WITNESS;
    first().hit(witness);
    long before = history.latest(WITNESS);
    engines.sql(CHANGE, WITNESS);
    Eventually.until(
        "the witness is seen",
        () -> {
          first().read(witness);
          return history.latest(WITNESS) > before;
        });
    if (!follows) {
      first().leaveOut(INVAL);
    }
  }

  private long version(String table, int id) {
    return number("SELECT version FROM " + table + " WHERE id = ?", id);
  }

  /** How far the log has been read has been stored since. */
  void awaitHeartbeats() {
    String beats = "SELECT beat FROM forebay_tailer WHERE id = ?";
    long enough = number(beats, 1) + 2;
    Eventually.until("two heartbeats have been stored", () -> number(beats, 1) >= enough);
  }

  private long number(String query, int id) {
    try (Database sql = engines.sql()) {
      return sql.read(
          session ->
              session
                  .query(
                      query,
                      List.of(id),
                      row -> Long.parseLong(Objects.requireNonNull(row.string(1))))
                  .getFirst());
    }
  }

  /** What a client does while others go on. */
  static Future<?> aside(Runnable work) {
    FutureTask<?> task = new FutureTask<>(work, null);
    Thread.startVirtualThread(task);
    return task;
  }

  static void await(Future<?> work) {
    Eventually.until("it has gone on", work::isDone);
    if (work.state() == Future.State.FAILED) {
      throw new AssertionError(work.exceptionNow());
    }
  }

  /** Reads until both nodes have it from the cache. */
  void readByBoth(String filter) {
    first().hit(filter);
    second().hit(filter);
  }

  @Override
  public void close() {
    first.close();
    second.close();
    engines.close();
  }
}
