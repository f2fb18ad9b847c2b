package dev.forebay.e2e;

import dev.forebay.e2e.History.Operation;
import dev.forebay.mysql.Database;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Two nodes that are taken through the steps of the protocol in a given order. The first one can be
 * made to make a mistake. It reads the binlog, but leaves out what that tells of unless {@link
 * #followLog} is called: that would mend within milliseconds most of what a mistake spoils.
 */
final class SteppedNodes implements AutoCloseable {
  private static final String INVAL = "before INVAL";

  /** A row that is changed after another one, to see when the log has told of that. */
  private static final int WITNESS = 4;

  private static final String CHANGE = "UPDATE registers SET value = value + 1 WHERE id = ?";

  private final FaultyEngines engines = FaultyEngines.start();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path application = RunningForebay.freshDataFolder().resolveSibling("stepped");
  private final Path firstSteps = RunningForebay.freshDataFolder();
  private final Path secondSteps = RunningForebay.freshDataFolder();
  private final List<Hold> holds = new ArrayList<>();
  private final RunningForebay first;
  private final RunningForebay second;
  private int rows = 100;
  private final Counts counts = new Counts();
  private History history = new History();

  SteppedNodes() {
    FaultyEngines.writeApplication(application);
    String scripts = PlantedRace.plantAll(firstSteps);
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
  RecordedClient first() {
    return new RecordedClient(first, history, counts);
  }

  /** A client of the node that is right. */
  RecordedClient second() {
    return new RecordedClient(second, history, counts);
  }

  /** The figures of the first node. */
  String metrics() {
    return first.get("/metrics").body();
  }

  /** From now on the first node makes this mistake. */
  void plant(PlantedRace race) {
    engines.redis("SET", "planted", race.toString());
    race.skippedStep().forEach(step -> create(skip(step)));
  }

  /** From now on it makes none, and nobody is held. */
  void begin() {
    holds.forEach(Hold::release);
    holds.clear();
    for (String step : Failpoints.ALL) {
      delete(passed(firstSteps, step));
      delete(passed(secondSteps, step));
    }
    history = new History();
    engines.redis("DEL", "planted");
    for (PlantedRace race : PlantedRace.values()) {
      race.skippedStep().forEach(step -> delete(skip(step)));
    }
    delete(skip(INVAL));
    create(skip(INVAL));
  }

  /** From now on the first node does what the binlog makes it do; it has read all of it. */
  void followLog() {
    delete(skip(INVAL));
    awaitLog();
  }

  /** A row of a color of its own, which no node has in its cache. */
  int freshRow() {
    return freshRow("c" + rows);
  }

  /** The same with this color. */
  int freshRow(String color) {
    int id = rows++;
    sql("INSERT INTO registers (id, color, value) VALUES (?, ?, 0)", id, color);
    return id;
  }

  /** So many keys that no row has. */
  List<Integer> freshKeys(int count) {
    List<Integer> keys = IntStream.range(rows, rows + count).boxed().toList();
    rows += count;
    return keys;
  }

  /** Writes a row by SQL; returns once the first node has been told of it. */
  void writeDirectly(int id) {
    long began = System.nanoTime();
    sql(CHANGE, id);
    long version = version(id);
    awaitLog();
    history.add(new Operation(id, true, version, "c" + id, false, began, System.nanoTime(), "SQL"));
  }

  /** What is told of the witness is told after all that was before. */
  private void awaitLog() {
    String witness = "id=eq." + WITNESS;
    Eventually.until("the witness is cached", () -> first().read(witness));
    long before = history.latest(WITNESS);
    sql(CHANGE, WITNESS);
    Eventually.until(
        "the witness is seen",
        () -> {
          first().read(witness);
          return history.latest(WITNESS) > before;
        });
  }

  private long version(int id) {
    try (Database sql = engines.sql()) {
      return sql.read(
          session ->
              session
                  .query(
                      "SELECT version FROM registers WHERE id = ?",
                      List.of(id),
                      row -> Long.parseLong(Objects.requireNonNull(row.string(1))))
                  .getFirst());
    }
  }

  /** SQL beside Forebay. */
  void sql(String statement, Object... values) {
    try (Database sql = engines.sql()) {
      sql.read(session -> session.update(statement, List.of(values)));
    }
  }

  /** What a client does while others go on. */
  Future<?> aside(Runnable work) {
    return threads.submit(work);
  }

  /** The next that comes to this step of the first node waits there. */
  Hold holdFirst(String step) {
    return hold(firstSteps, step);
  }

  /** The next that comes to this step of the second node waits there. */
  Hold holdSecond(String step) {
    return hold(secondSteps, step);
  }

  private Hold hold(Path folder, String step) {
    Hold hold = new Hold(folder, step);
    holds.add(hold);
    return hold;
  }

  /** Whether a node has come to this step since the last {@link #begin}. */
  boolean havePassed(String step) {
    return Files.exists(passed(firstSteps, step)) || Files.exists(passed(secondSteps, step));
  }

  private static Path passed(Path folder, String step) {
    return folder.resolve("passed_" + Failpoints.file(step));
  }

  private Path skip(String step) {
    return firstSteps.resolve("skip_" + Failpoints.file(step));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    first.close();
    second.close();
    engines.close();
  }

  /** One passage of a step that is held. */
  static final class Hold {
    private final Path wanted;
    private final Path held;

    private Hold(Path folder, String step) {
      this.wanted = folder.resolve("hold_" + Failpoints.file(step));
      this.held = folder.resolve("held_" + Failpoints.file(step));
      create(wanted);
    }

    /** Returns once somebody waits there. */
    Hold await() {
      Eventually.until("somebody is " + held.getFileName(), () -> Files.exists(held));
      return this;
    }

    /** Lets it go on, and waits for the end of what it belongs to. */
    void release(Future<?> work) {
      release();
      SteppedNodes.await(work);
    }

    /** Lets it go on. */
    void release() {
      delete(wanted);
      delete(held);
    }
  }

  private static void await(Future<?> work) {
    Eventually.until("it has gone on", work::isDone);
    if (work.state() == Future.State.FAILED) {
      throw new AssertionError(work.exceptionNow());
    }
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
