package dev.forebay.embedded;

import dev.forebay.base.ForebayException;
import dev.forebay.base.process.LoopbackPort;

/**
 * A Redis server that runs as a child process, for this machine only.
 *
 * <p>It listens on 127.0.0.1, without a password, and keeps everything in memory: it is empty after
 * each start. It is started again when it dies.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private final RunningEngine engine;

  private EmbeddedRedis(RunningEngine engine) {
    this.engine = engine;
  }

  /**
   * Starts the server, and returns once it answers.
   *
   * @throws ForebayException FB802 if the port is taken, FB803 if the data folder cannot be used,
   *     FB804 if there is no engine for this machine or it does not start; the detail has the end
   *     of its log
   */
  public static EmbeddedRedis start(EmbeddedRedisSettings settings) {
    DataFolder owned = DataFolder.open(settings.dataFolder().resolve("redis"));
    try {
      RedisServer server = RedisServer.prepare(owned.path(), settings);
      return new EmbeddedRedis(RunningEngine.start(owned, server, settings.port()));
    } catch (RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  /** Always 127.0.0.1. */
  public String host() {
    return LoopbackPort.HOST;
  }

  /** The TCP port; it stays the same when the server is started again after it died. */
  public int port() {
    return engine.port();
  }

  /** The server's process, for tests. */
  long pid() {
    return engine.pid();
  }

  /** Stops the server, by force if it takes longer than 20 s, and gives the data folder back. */
  @Override
  public void close() {
    engine.close();
  }
}
