package dev.forebay.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How to run an engine; no part of it is secret.
 *
 * @param title what people call it, for example {@code MariaDB}
 * @param program what the file name of the running program looks like, whichever version it is
 * @param executable the program
 * @param config the argument with the configuration file, which no other process has
 * @param options the arguments after that
 * @param folder the engine's own folder: its configuration, log and pid file are there
 */
record EngineCommand(
    String title,
    Pattern program,
    Path executable,
    String config,
    List<String> options,
    Path folder) {
  EngineCommand {
    options = List.copyOf(options);
  }

  /** The command line. */
  Stream<String> line() {
    return Stream.concat(Stream.of(executable.toString(), config), options.stream());
  }

  /** Where its standard output and error output go. */
  Path log() {
    return folder.resolve("engine.log");
  }

  /** Holds the process id; its modification time is the time that the process started. */
  Path pidFile() {
    return folder.resolve("engine.pid");
  }
}
