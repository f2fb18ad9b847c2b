package dev.forebay.base.process;

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
 * Finds and ends the child that an earlier Forebay, killed before it could, left running. Only the
 * holder of the child's folder may do this.
 *
 * <p>A process is the leftover if it runs such a program, and has the command's mark, or is named
 * by the pid file and started when that says. The second way is for programs that overwrite their
 * command line, as Redis does, and for Windows, which shows none; the first one for a Forebay
 * killed before it wrote the pid file.
 */
public final class Leftover {
  private static final Logger log = LoggerFactory.getLogger(Leftover.class);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  /** The clock of the system's start time and that of the file system are not quite one. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private final ChildCommand command;

  private Leftover(ChildCommand command) {
    this.command = command;
  }

  /** Ends the leftover of a command, if there is one, and waits until it is gone. */
  public static void end(ChildCommand command, Consumer<String> progress) throws IOException {
    Leftover leftover = new Leftover(command);
    Stream.concat(ProcessHandle.allProcesses().filter(leftover::hasMark), leftover.named())
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
              ProcessEnd.of(process, STOP_DEADLINE);
            });
    Files.deleteIfExists(command.files().pid());
  }

  private boolean hasMark(ProcessHandle process) {
    return isProgram(process)
        && Stream.of(process.info().arguments().orElse(new String[0]))
            .anyMatch(command.mark()::equals);
  }

  private Stream<ProcessHandle> named() throws IOException {
    if (!Files.exists(command.files().pid())) {
      return Stream.empty();
    }
    Instant started = Files.getLastModifiedTime(command.files().pid()).toInstant();
    return pid().flatMap(ProcessHandle::of).stream()
        .filter(this::isProgram)
        .filter(process -> startedAt(process, started));
  }

  private Optional<Long> pid() throws IOException {
    try {
      return Optional.of(Long.valueOf(Files.readString(command.files().pid()).strip()));
    } catch (NumberFormatException e) {
      log.warn("{} holds no process id and is ignored", command.files().pid());
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
