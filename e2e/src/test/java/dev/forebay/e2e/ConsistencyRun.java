package dev.forebay.e2e;

import dev.forebay.e2e.History.Operation;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Clients of two nodes that read and write a few rows, while things go wrong. */
final class ConsistencyRun implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int WRITES_PER_SECOND = 20;

  private final FaultyEngines engines = FaultyEngines.start();
  private final List<RunningForebay> nodes = new ArrayList<>();
  private final History history = new History();
  private final LongAdder hits = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean over;

  /** Two nodes; the second reaches Redis through a proxy. */
  ConsistencyRun() {
    this("", "auto");
  }

  /**
   * Two nodes of which the JVM has options, a planted race for one. They do not follow the binlog:
   * its invalidations would mend within milliseconds most of what the race spoils.
   */
  static ConsistencyRun withRace(String options) {
    return new ConsistencyRun(options, "off");
  }

  private ConsistencyRun(String options, String tailer) {
    Path application = RunningForebay.freshDataFolder().resolveSibling("registers");
    FaultyEngines.writeApplication(application);
    for (boolean throughProxy : new boolean[] {false, true}) {
      Map<String, String> environment = new java.util.HashMap<>(engines.environment(throughProxy));
      environment.put("FOREBAY_JAVA_OPTS", options);
      environment.put("CACHE_TAILER", tailer);
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
    return hits.sum();
  }

  /** How many operations had no answer, or one that is an error. */
  long unknown() {
    return unknown.sum();
  }

  void startClients(long seed) {
    for (RunningForebay node : nodes) {
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seed + running.size());
        running.add(clients.submit(() -> work(node, random)));
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

  private void work(RunningForebay node, Random random) {
    while (!over) {
      try {
        int row = FaultyEngines.rows().get(random.nextInt(FaultyEngines.rows().size()));
        switch (random.nextInt(10)) {
          case 0 -> write(node, row, random.nextInt());
          case 1 -> read(node, "color=eq.red");
          default -> read(node, "id=eq." + row);
        }
      } catch (UncheckedIOException e) {
        // The node was killed, or is not there yet.
        unknown.increment();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private void write(RunningForebay node, int row, int value) {
    long began = System.nanoTime();
    HttpResponse<String> answer =
        node.rest("PATCH", "registers?id=eq." + row, "{\"value\":" + value + "}");
    note(answer, true, began, "write by " + node.data().getFileName());
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / WRITES_PER_SECOND);
  }

  private void read(RunningForebay node, String filter) {
    long began = System.nanoTime();
    HttpResponse<String> answer = node.rest("GET", "registers?" + filter, null);
    String status = answer.headers().firstValue("Cache-Status").orElse("");
    if (status.endsWith("hit")) {
      hits.increment();
    }
    note(answer, false, began, filter + " by " + node.data().getFileName() + ", " + status);
  }

  private void note(HttpResponse<String> answer, boolean write, long began, String how) {
    long ended = System.nanoTime();
    if (answer.statusCode() != 200) {
      unknown.increment();
      return;
    }
    for (JsonNode row : RunningForebay.JSON.readTree(answer.body())) {
      long version = row.get("version").asLong();
      history.add(new Operation(row.get("id").asInt(), write, version, began, ended, how));
    }
  }
}
