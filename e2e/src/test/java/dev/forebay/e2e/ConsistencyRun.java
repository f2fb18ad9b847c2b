package dev.forebay.e2e;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Clients of two nodes that read and write a few rows, while things go wrong. */
final class ConsistencyRun implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int WRITES_PER_SECOND = 20;
  private static final List<String> COLORS = List.of("red", "blue");

  /** Rows that are inserted all at once, and deleted again: more than are announced one by one. */
  private static final List<Integer> MANY = IntStream.rangeClosed(1001, 1250).boxed().toList();

  private static final String COLOR_OF_MANY = "many";

  private final FaultyEngines engines = FaultyEngines.startWithStandby();
  private final List<RunningForebay> nodes = new ArrayList<>();
  private final History history = new History();
  private final Counts counts = new Counts();
  private final DirectWriter beside = new DirectWriter(engines::sql, history, counts);
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean over;

  /** Two nodes; the second reaches Redis through a proxy. */
  ConsistencyRun() {
    Path application = RunningForebay.freshDataFolder().resolveSibling("registers");
    FaultyEngines.writeApplication(application);
    for (boolean throughProxy : new boolean[] {false, true}) {
      Map<String, String> environment = new HashMap<>(engines.environment(throughProxy));
      environment.put("CACHE_TAILER", "auto");
      nodes.add(RunningForebay.start(application, environment));
    }
  }

  FaultyEngines engines() {
    return engines;
  }

  RunningForebay node(int index) {
    return nodes.get(index);
  }

  History history() {
    return history;
  }

  /** What the clients have done. */
  Counts counts() {
    return counts;
  }

  void startClients(long seed) {
    for (RunningForebay node : nodes) {
      RecordedClient client = new RecordedClient(node, history, counts);
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seed + running.size());
        running.add(clients.submit(() -> work(client, random)));
      }
      Random random = new Random(seed + running.size());
      running.add(clients.submit(() -> workByKeys(node, random)));
    }
    Random random = new Random(seed + running.size());
    running.add(clients.submit(() -> workBeside(beside, random)));
    running.add(clients.submit(this::insertAndDeleteMany));
  }

  /** Ends the clients; fails where one of them met what it cannot explain. */
  void stopClients() throws Exception {
    over = true;
    for (Future<?> client : running) {
      client.get(60, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    over = true;
    clients.shutdownNow();
    beside.close();
    nodes.forEach(RunningForebay::close);
    engines.close();
  }

  private void work(RecordedClient client, Random random) {
    repeat(
        () -> {
          String row = "id=eq." + anyOf(FaultyEngines.rows(), random);
          String color = anyOf(COLORS, random);
          String colored = random.nextBoolean() ? "color=eq." + color : "color=in.(" + color + ")";
          switch (random.nextInt(50)) {
            case 0 -> client.read("color=eq." + COLOR_OF_MANY);
            case 1 -> client.read("id=eq." + anyOf(MANY, random));
            case 2, 3, 4, 5, 6 -> write(client, random);
            case 7, 8, 9, 10, 11 -> client.read(colored);
            case 12, 13, 14, 15 -> client.readDatabase(random.nextBoolean() ? row : colored);
            default -> client.read(row);
          }
        });
  }

  private void workByKeys(RunningForebay node, Random random) {
    repeat(
        () -> {
          KeyedTable table = anyOf(KeyedTable.ALL, random);
          KeyedClient client = new KeyedClient(node, history, counts, table);
          KeyedTable.Row row = anyOf(table.rows(), random);
          String name = anyOf(row.names(), random);
          switch (random.nextInt(6)) {
            case 0 -> write(client, row, name, random);
            case 1 -> client.readDatabase(row, name);
            default -> client.read(row, name);
          }
        });
  }

  private static void write(KeyedClient client, KeyedTable.Row row, String name, Random random) {
    String body = anyOf(row.writes(), random);
    switch (random.nextInt(6)) {
      case 0 -> client.delete(row, name);
      case 1 -> client.insert(row, body);
      case 2, 3 -> client.update(row, name, random.nextInt());
      default -> client.upsert(row, body, random.nextInt());
    }
    pause();
  }

  /** Goes on, also where the node was killed, or is not there yet. */
  private void repeat(Runnable work) {
    while (!over) {
      try {
        work.run();
      } catch (UncheckedIOException e) {
        counts.add("unanswered");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private void insertAndDeleteMany() {
    repeat(
        () -> {
          for (RunningForebay node : nodes) {
            RecordedClient client = new RecordedClient(node, history, counts);
            client.insert(MANY, COLOR_OF_MANY);
            pause();
            client.deleteAll(COLOR_OF_MANY);
            pause();
          }
        });
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / WRITES_PER_SECOND);
  }

  private static void write(RecordedClient client, Random random) {
    int row = anyOf(FaultyEngines.rows(), random);
    switch (random.nextInt(10)) {
      case 0 -> client.delete(row);
      case 1 -> rename(client, random);
      case 2, 3 -> client.paint(row, anyOf(COLORS, random));
      case 4, 5 -> client.upsert(row, anyOf(COLORS, random), random.nextInt());
      default -> client.write(row, random.nextInt());
    }
    pause();
  }

  private static void rename(RecordedClient client, Random random) {
    List<Integer> rows = FaultyEngines.rowsOfForebay();
    int row = anyOf(rows, random);
    client.rename(row, rows.get((rows.indexOf(row) + 1) % rows.size()));
  }

  private void workBeside(DirectWriter writer, Random random) {
    while (!over) {
      writer.write(anyOf(FaultyEngines.rowsOfAll(), random));
      KeyedTable table = anyOf(KeyedTable.ALL, random);
      writer.write(table, table.rows().getLast().number());
      pause();
    }
  }

  private static <T> T anyOf(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
