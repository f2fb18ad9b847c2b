package dev.forebay.base.process;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that runs for this one.
 *
 * <p>It gets a session of its own where the machine has {@code setsid}, so that a Ctrl-C in the
 * terminal reaches Forebay only, which still needs its children while it drains requests. Errors
 * have the code that the command names.
 */
public final class ChildProcess {
  private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration POLL = Duration.ofMillis(15);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
  private static final Pattern PORT_TAKEN = Pattern.compile("(?i)address already in use");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final ChildCommand command;
  private final Process process;
  private final ChildLog output;

  private ChildProcess(ChildCommand command, Process process, ChildLog output) {
    this.command = command;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts the process; it is not ready yet.
   *
   * @throws ForebayException if it cannot be started
   */
  public static ChildProcess start(ChildCommand command) {
    return start(command, ProcessBuilder.Redirect.PIPE);
  }

  /** Starts the process with an input. */
  public static ChildProcess start(ChildCommand command, ProcessBuilder.Redirect input) {
    try {
      ChildLog output = ChildLog.open(command.files().log());
      Process process = builder(command).redirectInput(input).start();
      writePidFile(command.files().pid(), process);
      return new ChildProcess(command, process, output);
    } catch (IOException e) {
      throw new ForebayException(
          command.failure(), command.title() + " cannot be started", e.getMessage(), null, e);
    }
  }

  private static ProcessBuilder builder(ChildCommand command) {
    List<String> line = new ArrayList<>(command.line());
    if (Files.isExecutable(SETSID)) {
      line.addFirst(SETSID.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(command.files().folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(command.files().log().toFile()));
    // Under systemd, the child could otherwise report itself ready in Forebay's name.
    builder.environment().remove("NOTIFY_SOCKET");
    return builder;
  }

  /** Without its pid file, the process might not be found again: then it must not run. */
  private static void writePidFile(Path file, Process process) throws IOException {
    try {
      PrivateFiles.write(file, process.pid() + "\n");
      Optional<Instant> started = process.info().startInstant();
      if (started.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(started.get()));
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Waits until the process is ready; ends it if it does not.
   *
   * @throws ForebayException if it dies, the deadline passes or this thread is interrupted; FB802
   *     if its port is taken
   */
  public void awaitReady(BooleanSupplier ready, Duration deadline) {
    try {
      long end = System.nanoTime() + deadline.toNanos();
      while (!ready.getAsBoolean()) {
        if (process.waitFor(POLL)) {
          throw died();
        }
        if (System.nanoTime() > end) {
          throw failed("was not ready after " + deadline.toSeconds() + " s", null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw failed("was interrupted while starting", e);
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  /**
   * Waits until the process has ended by itself, and well; ends it if it does not.
   *
   * @throws ForebayException if it fails, the deadline passes or this thread is interrupted
   */
  public void awaitSuccess(Duration deadline) {
    try {
      if (!process.waitFor(deadline)) {
        throw failed("was not done after " + deadline.toSeconds() + " s", null);
      }
      if (process.exitValue() != 0) {
        throw failed("failed (exit code " + process.exitValue() + ")", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted", e);
    } finally {
      stop();
    }
  }

  /** A port that another process took in the meantime is a failure of its own. */
  private ForebayException died() {
    return PORT_TAKEN.matcher(output.tail()).find()
        ? new ForebayException(
            ErrorCode.PORT_IN_USE,
            "The port of " + command.title() + " is taken",
            "Choose another port, or 0 for a free one.")
        : failed("died while starting (exit code " + process.exitValue() + ")", null);
  }

  private ForebayException failed(String what, @Nullable Throwable cause) {
    return new ForebayException(
        command.failure(),
        command.title() + " " + what,
        "The end of " + command.files().log() + ":\n" + output.tail(),
        null,
        cause);
  }

  /** Waits until the process has ended by itself, and returns its exit code. */
  public int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Asks the process to end, makes it end after the deadline, and waits for it. */
  public void stop() {
    ProcessEnd.of(process.toHandle(), STOP_DEADLINE);
    try {
      Files.deleteIfExists(command.files().pid());
    } catch (IOException e) {
      // The next start sees that this process is gone.
      log.warn("{} stays behind: {}", command.files().pid(), e.toString());
    }
  }
}
