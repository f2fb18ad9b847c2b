package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.process.ChildProcess;
import dev.forebay.base.process.LoopbackPort;
import java.util.concurrent.atomic.AtomicBoolean;

/** An engine that serves on a port, is started again when it dies, and owns its folder. */
final class RunningEngine implements AutoCloseable {
  /** Another process may take a free port before the engine does. */
  private static final int PORT_ATTEMPTS = 5;

  private final DataFolder owned;
  private final int port;
  private final Supervisor supervisor;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunningEngine(DataFolder owned, EngineServer server, int port, ChildProcess process) {
    this.owned = owned;
    this.port = port;
    this.supervisor = new Supervisor(server.title(), process, () -> server.start(port));
  }

  /** Starts the server on the port, or on a free one for 0. */
  static RunningEngine start(DataFolder owned, EngineServer server, int wantedPort) {
    for (int attempt = 1; ; attempt++) {
      int port = LoopbackPort.choose(wantedPort, server.title());
      try {
        return new RunningEngine(owned, server, port, server.start(port));
      } catch (ForebayException e) {
        if (e.code() != ErrorCode.PORT_IN_USE || wantedPort != 0 || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  int port() {
    return port;
  }

  /** The process that runs, or ran last. */
  long pid() {
    return supervisor.current().pid();
  }

  /** Stops the engine, then gives its folder back. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      supervisor.close();
      owned.close();
    }
  }
}
