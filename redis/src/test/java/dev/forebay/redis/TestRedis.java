package dev.forebay.redis;

import dev.forebay.embedded.EmbeddedRedis;
import dev.forebay.embedded.EmbeddedRedisSettings;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A Redis of a test class's own, with a console that goes around Forebay's connection, and with
 * what can befall a server: it hangs, it dies (and is started again, empty).
 *
 * <p>Modules other than {@code redis} get it from its test-jar, and need {@code embedded} in test
 * scope beside it.
 */
public final class TestRedis implements AutoCloseable {
  private final EmbeddedRedis server;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> console;
  private String stopped = "";

  private TestRedis(EmbeddedRedis server) {
    this.server = server;
    this.client = RedisClient.create(url(server));
    this.console = client.connect();
  }

  /** A Redis that has just started. */
  public static TestRedis start() {
    Path target = Path.of("target").toAbsolutePath();
    try {
      Path data =
          Files.createTempDirectory(Files.createDirectories(target.resolve("data")), "redis");
      return new TestRedis(
          EmbeddedRedis.start(
              new EmbeddedRedisSettings(data, target.resolve("engines"), line -> {})));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to connect, with a deadline that a busy machine keeps. */
  public RedisSettings settings() {
    return settings(Duration.ofSeconds(5));
  }

  /** How to connect, with this deadline. */
  public RedisSettings settings(Duration deadline) {
    return new RedisSettings(url(server), deadline);
  }

  /** Commands to the server, around Forebay. */
  public RedisCommands<String, String> console() {
    return console.sync();
  }

  /** The server stops answering; its sockets stay open. */
  public void hang() {
    stopped = pid();
    signal("STOP", stopped);
  }

  /** Ends {@link #hang}. */
  public void resume() {
    signal("CONT", stopped);
  }

  /** The server dies; a new, empty one takes its place. */
  public void kill() {
    signal("KILL", pid());
  }

  /** Stops the server. */
  @Override
  public void close() {
    console.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    server.close();
  }

  private String pid() {
    return console()
        .info("server")
        .lines()
        .filter(line -> line.startsWith("process_id:"))
        .findFirst()
        .orElseThrow()
        .substring("process_id:".length());
  }

  private static void signal(String name, String pid) {
    try {
      new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String url(EmbeddedRedis server) {
    return "redis://" + server.host() + ":" + server.port();
  }
}
