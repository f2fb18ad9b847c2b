package dev.forebay.embedded;

import dev.forebay.base.process.ChildFiles;
import dev.forebay.base.process.ChildProcess;
import java.nio.file.Path;

/** An engine with its folder made ready, which can be started on a port, and again when it dies. */
interface EngineServer {
  /** The files of the engine whose folder this is. */
  static ChildFiles files(Path folder) {
    return new ChildFiles(folder, "engine");
  }

  /** What people call it. */
  String title();

  /**
   * Starts it, and returns once it answers.
   *
   * @throws dev.forebay.base.ForebayException FB802 if the port is taken, FB804 if it does not
   *     start
   */
  ChildProcess start(int port);
}
