package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;

/**
 * A Redis server that runs as a child process, for this machine only.
 *
 * <p>It listens on 127.0.0.1, wants a generated password, and keeps everything in memory: it is
 * empty after each start. It is started again when it dies.
 */
public final class EmbeddedRedis implements AutoCloseable {
  /** Another process may take the free port before the server does. */
  private static final int PORT_ATTEMPTS = 5;

  private final DataFolder owned;
  private final RedisServer server;
  private final int port;
  private final Supervisor supervisor;

  private EmbeddedRedis(DataFolder owned, RedisServer server, int port, EngineProcess process) {
    this.owned = owned;
    this.server = server;
    this.port = port;
    this.supervisor = new Supervisor(RedisServer.TITLE, process, () -> server.start(port));
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
      return started(owned, server, settings.port());
    } catch (IOException e) {
      owned.close();
      throw DataFolder.unusable(owned.path(), e);
    } catch (RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  private static EmbeddedRedis started(DataFolder owned, RedisServer server, int wantedPort) {
    for (int attempt = 1; ; attempt++) {
      int port = LoopbackPort.choose(wantedPort, RedisServer.TITLE);
      try {
        return new EmbeddedRedis(owned, server, port, server.start(port));
      } catch (ForebayException e) {
        if (e.code() != ErrorCode.PORT_IN_USE || wantedPort != 0 || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Always 127.0.0.1. */
  public String host() {
    return LoopbackPort.HOST;
  }

  /** The TCP port; it stays the same when the server is started again after it died. */
  public int port() {
    return port;
  }

  /** The password of the default user; it stays with the data folder. */
  public String password() {
    return server.password();
  }

  /** The server's process, for tests. */
  long pid() {
    return supervisor.current().pid();
  }

  /** Stops the server, by force if it takes longer than 20 s, and gives the data folder back. */
  @Override
  public void close() {
    supervisor.close();
    owned.close();
  }
}
