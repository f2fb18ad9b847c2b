package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import dev.forebay.jobs.JobSettings;
import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Jobs through the queue: eight uploaders put them, each in a transaction of its own, and a handler
 * that does nothing has them all; until the last one's end is stored. The bare limit are the same
 * transactions with one row each, and nobody who takes it.
 */
record JobsBenchmark(Path home) {
  private static final int UPLOADERS = 8;
  private static final int WORKERS = 10;
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final String KIND = "benchmark";
  private static final String WAITING =
      "SELECT 1 FROM forebay_jobs WHERE task_name = '" + KIND + "' LIMIT 1";

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startForLoad(home);
        Database database = Database.open(forebay.database());
        Jobs jobs = Jobs.open(database, settings(), new SimpleMeterRegistry(), Clock.systemUTC())) {
      jobs.register(JobKind.of(KIND, KIND, _ -> {}));
      jobs.start();
      database.read(
          session ->
              session.update(
                  "CREATE OR REPLACE TABLE bare_events (id CHAR(36) PRIMARY KEY)", List.of()));
      Contest.run(
          "jobs through the queue",
          List.of(
              new Entrant("bare", () -> rate(database, JobsBenchmark::insert, () -> false)),
              new Entrant(
                  "forebay",
                  () ->
                      rate(
                          database,
                          (tx, id) -> jobs.enqueue(tx, id, KIND, new byte[0]),
                          () -> anyWaits(database)))));
    }
  }

  private static JobSettings settings() {
    return JobSettings.of(KIND, Map.of(KIND, WORKERS));
  }

  private static void insert(Session tx, String id) {
    tx.update("INSERT INTO bare_events (id) VALUES (?)", List.of(id));
  }

  private static boolean anyWaits(Database database) {
    return database.read(session -> session.queryOne(WAITING, List.of(), row -> true)).isPresent();
  }

  /** Transactions a second, until what they have put is done. */
  private static double rate(
      Database database, BiConsumer<Session, String> put, BooleanSupplier pending) {
    AtomicLong number = new AtomicLong();
    long begin = System.nanoTime();
    try (ExecutorService uploaders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < UPLOADERS; i++) {
        uploaders.execute(() -> number.addAndGet(upload(database, put, begin)));
      }
    }
    while (pending.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return number.get() * 1e9 / (System.nanoTime() - begin);
  }

  private static long upload(Database database, BiConsumer<Session, String> put, long begin) {
    long number = 0;
    while (System.nanoTime() - begin < TIME.toNanos()) {
      String id = UUID.randomUUID().toString();
      database.transaction(
          tx -> {
            put.accept(tx, id);
            return id;
          });
      number++;
    }
    return number;
  }
}
