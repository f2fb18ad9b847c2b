package dev.forebay.benchmarks;

import dev.forebay.mysql.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./forebay run} of one application on free ports. */
final class ForebayProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Path log;
  private final JsonNode run;

  private ForebayProcess(Process process, Path log, JsonNode run) {
    this.process = process;
    this.log = log;
    this.run = run;
  }

  static ForebayProcess start(Path home, Path application, Path data) throws IOException {
    Files.createDirectories(data.getParent());
    Path log = data.resolveSibling(data.getFileName() + ".log");
    Files.deleteIfExists(log);
    Process process =
        new ProcessBuilder(
                home.resolve("forebay").toString(),
                "run",
                application.toString(),
                "--port",
                "0",
                "--s3-port",
                "0",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new ForebayProcess(process, log, awaitReady(process, data.resolve("run.json"), log));
  }

  /** The application of the load runs, {@code benchmarks/app}, on a data folder that is kept. */
  static ForebayProcess startForLoad(Path home) throws IOException {
    return start(home, home.resolve("benchmarks/app"), home.resolve("benchmarks/target/data/load"));
  }

  /** The same on a data folder that is new, so that nothing is cached. */
  static ForebayProcess startCold(Path home) throws IOException {
    Path data = home.resolve("benchmarks/target/data/cold");
    forget(data);
    return start(home, home.resolve("benchmarks/app"), data);
  }

  /** Removes a data folder, where it is there. */
  static void forget(Path data) throws IOException {
    if (Files.exists(data)) {
      try (Stream<Path> old = Files.walk(data)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static JsonNode awaitReady(Process process, Path file, Path log) throws IOException {
    while (process.isAlive()) {
      if (Files.exists(file)) {
        JsonNode run = JSON.readTree(file);
        if (run.get("pid").asLong() == process.pid()) {
          return run;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    throw new IllegalStateException("did not start:\n" + Files.readString(log));
  }

  String url() {
    return run.get("url").asString();
  }

  /** Headers of a request, with the key that may read and write. */
  String[] withKey(String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("apikey: " + run.get("secretKey").asString());
    return all.toArray(String[]::new);
  }

  JsonNode run() {
    return run;
  }

  /** How long Forebay alone, without its engines, has been on the processor. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The first line of its output that starts like this; it may be about to be printed. */
  String logged(String start) throws IOException {
    while (process.isAlive()) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith(start)) {
          return line;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    throw new IllegalStateException("ended before it printed \"" + start + "\"");
  }

  /** How to reach its database. */
  DatabaseSettings database() {
    JsonNode database = run.get("database");
    String url =
        "mariadb://%s:%d/%s"
            .formatted(
                database.get("host").asString(),
                database.get("port").asInt(),
                database.get("name").asString());
    return DatabaseSettings.of(
        url, database.get("user").asString(), database.get("password").asString());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
