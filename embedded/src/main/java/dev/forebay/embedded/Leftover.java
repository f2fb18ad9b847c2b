package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and ends the engine that an earlier Forebay, killed before it could, left running on a data
 * folder. Only the holder of the folder's lock may do this.
 *
 * <p>A process is the leftover if its command line has our configuration file, or if the pid file
 * names it, it runs such a program and it started when the pid file says. The second way is for
 * Redis, which overwrites its command line, and for Windows, which shows none; the first one for a
 * Forebay killed before it wrote the pid file.
 */
final class Leftover {
  private static final Logger log = LoggerFactory.getLogger(Leftover.class);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  /** The clock of the system's start time and that of the file system are not quite one. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private final EngineCommand command;

  private Leftover(EngineCommand command) {
    this.command = command;
  }

  /** Ends the leftover of the command's folder, if there is one, and waits until it is gone. */
  static void end(EngineCommand command, Consumer<String> progress) throws IOException {
    Leftover leftover = new Leftover(command);
    Stream.concat(ProcessHandle.allProcesses().filter(leftover::hasOurArgument), leftover.named())
        .distinct()
        .forEach(
            process -> {
              progress.accept(
                  "Ending the "
                      + command.title()
                      + " of a run that was killed (process "
                      + process.pid()
                      + ")");
              log.warn("ending left-over {} process {}", command.title(), process.pid());
              Ending.of(process, STOP_DEADLINE);
            });
    Files.deleteIfExists(command.pidFile());
  }

  private boolean hasOurArgument(ProcessHandle process) {
    return isProgram(process)
        && Stream.of(process.info().arguments().orElse(new String[0]))
            .anyMatch(command.config()::equals);
  }

  private Stream<ProcessHandle> named() throws IOException {
    if (!Files.exists(command.pidFile())) {
      return Stream.empty();
    }
    Instant started = Files.getLastModifiedTime(command.pidFile()).toInstant();
    return pid().flatMap(ProcessHandle::of).stream()
        .filter(this::isProgram)
        .filter(process -> startedAt(process, started));
  }

  private Optional<Long> pid() throws IOException {
    try {
      return Optional.of(Long.valueOf(Files.readString(command.pidFile()).strip()));
    } catch (NumberFormatException e) {
      log.warn("{} holds no process id and is ignored", command.pidFile());
      return Optional.empty();
    }
  }

  private boolean isProgram(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(path -> Path.of(path).getFileName().toString())
        .filter(name -> command.program().matcher(name).lookingAt())
        .isPresent();
  }

  private static boolean startedAt(ProcessHandle process, Instant expected) {
    return process
        .info()
        .startInstant()
        .filter(actual -> Duration.between(expected, actual).abs().compareTo(TOLERANCE) < 0)
        .isPresent();
  }
}
