package dev.forebay.embedded;

/** An engine with its folder made ready, which can be started on a port, and again when it dies. */
interface EngineServer {
  /** What people call it. */
  String title();

  /**
   * Starts it, and returns once it answers.
   *
   * @throws dev.forebay.base.ForebayException FB802 if the port is taken, FB804 if it does not
   *     start
   */
  EngineProcess start(int port);
}
