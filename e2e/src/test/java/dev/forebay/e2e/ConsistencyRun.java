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
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Clients of two nodes that read and write a few rows, while things go wrong. */
final class ConsistencyRun implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int WRITES_PER_SECOND = 20;

  private final FaultyEngines engines = FaultyEngines.start();
  private final List<RunningForebay> nodes = new ArrayList<>();
  private final History history = new History();
  private final LongAdder unanswered = new LongAdder();
  private final List<RecordedClient> recorded = new ArrayList<>();
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

  long hits() {
    return recorded.stream().mapToLong(RecordedClient::hits).sum();
  }

  /** How many operations had no answer, or one that is an error. */
  long unknown() {
    return unanswered.sum() + recorded.stream().mapToLong(RecordedClient::unknown).sum();
  }

  void startClients(long seed) {
    for (RunningForebay node : nodes) {
      RecordedClient client = new RecordedClient(node, history);
      recorded.add(client);
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seed + running.size());
        running.add(clients.submit(() -> work(client, random)));
      }
    }
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
    nodes.forEach(RunningForebay::close);
    engines.close();
  }

  private void work(RecordedClient client, Random random) {
    while (!over) {
      try {
        int row = FaultyEngines.rows().get(random.nextInt(FaultyEngines.rows().size()));
        switch (random.nextInt(10)) {
          case 0 -> write(client, row, random.nextInt());
          case 1 -> client.read("color=eq.red");
          case 2 -> client.readDatabase("id=eq." + row);
          default -> client.read("id=eq." + row);
        }
      } catch (UncheckedIOException e) {
        // The node was killed, or is not there yet.
        unanswered.increment();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static void write(RecordedClient client, int row, int value) {
    client.write(row, value);
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / WRITES_PER_SECOND);
  }
}
