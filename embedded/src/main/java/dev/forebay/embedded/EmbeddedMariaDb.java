package dev.forebay.embedded;

import dev.forebay.base.ForebayException;
import dev.forebay.base.process.LoopbackPort;

/**
 * A MariaDB server that runs as a child process, for this machine only.
 *
 * <p>It listens on 127.0.0.1, has one account, with a generated password, and writes a binlog with
 * full rows. It is started again when it dies. Closing it keeps the data; a later start on the same
 * data folder has them, also after this process or the server was killed.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private final MariaDbServer server;
  private final RunningEngine engine;

  private EmbeddedMariaDb(MariaDbServer server, RunningEngine engine) {
    this.server = server;
    this.engine = engine;
  }

  /**
   * Starts the server, and returns once it takes connections. The first start on a machine unpacks
   * the program (300 MB), the first one on a data folder makes the system tables.
   *
   * @throws ForebayException FB802 if the port is taken, FB803 if the data folder cannot be used,
   *     FB804 if there is no engine for this machine or it does not start; the detail has the end
   *     of its log
   */
  public static EmbeddedMariaDb start(EmbeddedMariaDbSettings settings) {
    DataFolder owned = DataFolder.open(settings.dataFolder().resolve("mariadb"));
    try {
      MariaDbServer server = MariaDbServer.prepare(owned.path(), settings);
      return new EmbeddedMariaDb(server, RunningEngine.start(owned, server, settings.port()));
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

  /** The account, which has every privilege but FILE. */
  public String user() {
    return MariaDbServer.USER;
  }

  /** The account's password; it stays with the data folder. */
  public String password() {
    return server.password().value();
  }

  /** The database that the settings name. */
  public String database() {
    return server.database();
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
