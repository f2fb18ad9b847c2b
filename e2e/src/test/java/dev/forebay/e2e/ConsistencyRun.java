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

/** Clients of two nodes that read and write a few rows, while things go wrong. */
final class ConsistencyRun implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int WRITES_PER_SECOND = 20;
  private static final List<String> COLORS = List.of("red", "blue");

  private final FaultyEngines engines = FaultyEngines.start();
  private final List<RunningForebay> nodes = new ArrayList<>();
  private final History history = new History();
  private final Counts counts = new Counts();
  private final DirectWriter beside = new DirectWriter(engines.sql(), history, counts);
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
    }
    Random random = new Random(seed + running.size());
    running.add(clients.submit(() -> workBeside(beside, random)));
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
    while (!over) {
      try {
        String row = "id=eq." + anyOf(FaultyEngines.rows(), random);
        String color = "color=eq." + anyOf(COLORS, random);
        switch (random.nextInt(10)) {
          case 0 -> write(client, random);
          case 1 -> client.read(color);
          case 2 -> client.readDatabase(random.nextBoolean() ? row : color);
          default -> client.read(row);
        }
      } catch (UncheckedIOException e) {
        // The node was killed, or is not there yet.
        counts.add("unanswered");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
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
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / WRITES_PER_SECOND);
  }

  private static void rename(RecordedClient client, Random random) {
    List<Integer> rows = FaultyEngines.rowsOfForebay();
    int row = anyOf(rows, random);
    client.rename(row, rows.get((rows.indexOf(row) + 1) % rows.size()));
  }

  private void workBeside(DirectWriter writer, Random random) {
    while (!over) {
      writer.write(anyOf(FaultyEngines.rowsOfAll(), random));
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / WRITES_PER_SECOND);
    }
  }

  private static <T> T anyOf(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
