package dev.forebay.base.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a child of an earlier run, and what is somebody else's. */
class LeftoverTest {
  @TempDir private Path folder;
  private final List<String> progress = new ArrayList<>();
  private ChildCommand command;
  private ProcessHandle sleeping;

  @BeforeEach
  void start() {
    command = sleep("600." + System.nanoTime());
    ChildProcess child = ChildProcess.start(command);
    sleeping = ProcessHandle.of(child.pid()).orElseThrow();
    child.awaitReady(() -> runs("sleep"), Duration.ofSeconds(30));
  }

  @AfterEach
  void end() {
    sleeping.destroyForcibly();
  }

  @Test
  void child_withoutAPidFile_isFoundByItsMark() throws Exception {
    Files.delete(command.files().pid());
    Leftover.end(command, progress::add);
    assertThat(sleeping.isAlive()).isFalse();
    assertThat(progress)
        .containsExactly(
            "Ending the Sleep of a run that was killed (process " + sleeping.pid() + ")");
  }

  @Test
  void child_thatHidesItsMark_isFoundByItsPidFile() throws Exception {
    Leftover.end(sleep("600.1"), progress::add);
    assertThat(sleeping.isAlive()).isFalse();
    assertThat(command.files().pid()).doesNotExist();
  }

  @Test
  void process_thatStartedAtAnotherTime_isLeftAlone() throws Exception {
    Files.setLastModifiedTime(
        command.files().pid(), FileTime.from(Instant.parse("2024-01-15T10:30:00Z")));
    Leftover.end(sleep("600.1"), progress::add);
    assertThat(sleeping.isAlive()).isTrue();
    assertThat(progress).isEmpty();
  }

  @Test
  void process_ofAnotherProgram_isLeftAlone() throws Exception {
    ChildCommand other =
        new ChildCommand(
            "Other",
            Pattern.compile("other"),
            command.line(),
            command.mark(),
            command.files(),
            ErrorCode.ENGINE_FAILED);
    Leftover.end(other, progress::add);
    assertThat(sleeping.isAlive()).isTrue();
  }

  @Test
  void pidFile_withoutANumber_isIgnored() throws Exception {
    Files.writeString(command.files().pid(), "not a number");
    Leftover.end(sleep("600.1"), progress::add);
    assertThat(sleeping.isAlive()).isTrue();
  }

  /** Shortly after its start it is still another program's process. */
  private boolean runs(String program) {
    return sleeping.info().command().filter(path -> path.endsWith(program)).isPresent();
  }

  private ChildCommand sleep(String seconds) {
    return new ChildCommand(
        "Sleep",
        Pattern.compile("sleep"),
        List.of("sleep", seconds),
        seconds,
        new ChildFiles(folder, "child"),
        ErrorCode.ENGINE_FAILED);
  }
}
