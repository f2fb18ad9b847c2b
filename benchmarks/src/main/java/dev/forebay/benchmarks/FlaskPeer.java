package dev.forebay.benchmarks;

import dev.forebay.base.process.LoopbackPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * The service that teams write by hand, {@code benchmarks/peers/flask_items.py}, under gunicorn
 * with two workers, on the engines of a running Forebay.
 */
final class FlaskPeer implements AutoCloseable {
  private final Process gunicorn;
  private final int port;

  private FlaskPeer(Process gunicorn, int port) {
    this.gunicorn = gunicorn;
    this.port = port;
  }

  /** The Python of this machine that has Flask, PyMySQL, redis-py and gunicorn, if any does. */
  static Optional<String> python() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (hasModules(python)) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  private static boolean hasModules(String python) throws InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import flask, pymysql, redis, gunicorn")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  static FlaskPeer start(String python, Path home, JsonNode run) throws IOException {
    int port = LoopbackPort.choose(0, "gunicorn");
    JsonNode database = run.get("database");
    ProcessBuilder command =
        new ProcessBuilder(
                python,
                "-m",
                "gunicorn",
                "--workers=2",
                "--log-level=error",
                "--bind=127.0.0.1:" + port,
                "flask_items:app")
            .directory(home.resolve("benchmarks/peers").toFile())
            .inheritIO();
    command
        .environment()
        .putAll(
            Map.of(
                "PYTHONDONTWRITEBYTECODE", "1",
                "REDIS_PORT", run.get("cache").get("port").asString(),
                "DATABASE_PORT", database.get("port").asString(),
                "DATABASE_USER", database.get("user").asString(),
                "DATABASE_PASSWORD", database.get("password").asString(),
                "DATABASE_NAME", database.get("name").asString()));
    FlaskPeer peer = new FlaskPeer(command.start(), port);
    peer.awaitReady();
    return peer;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private void awaitReady() {
    while (gunicorn.isAlive()) {
      try (Socket connected = LoopbackPort.connect(port)) {
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    throw new IllegalStateException("gunicorn did not start");
  }

  @Override
  public void close() throws InterruptedException {
    gunicorn.destroy();
    gunicorn.waitFor(10, TimeUnit.SECONDS);
  }
}
