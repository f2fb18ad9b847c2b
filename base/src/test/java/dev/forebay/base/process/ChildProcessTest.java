package dev.forebay.base.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildProcessTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void process_thatGetsReady_runsUntilItIsStopped() {
    ChildCommand command = shell("touch ready; exec sleep 600");
    ChildProcess child = ChildProcess.start(command);
    child.awaitReady(() -> Files.exists(folder.resolve("ready")), LONG);
    ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
    assertThat(command.files().pid()).hasContent(Long.toString(child.pid()));
    assertThat(process.isAlive()).isTrue();
    child.stop();
    assertThat(process.isAlive()).isFalse();
    assertThat(command.files().pid()).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void process_started_leadsASessionOfItsOwn() {
    ChildCommand command = shell("cut -d ' ' -f 6 /proc/$$/stat");
    ChildProcess child = ChildProcess.start(command);
    child.awaitSuccess(LONG);
    assertThat(command.files().log()).hasContent(child.pid() + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo no such option; exit 3         | ENGINE_FAILED | Shell died while starting (exit code 3)
          echo bind: Address already in use   | PORT_IN_USE   | The port of Shell is taken
          """)
  void process_thatDiesWhileStarting_failsByWhatItSaid(
      String script, ErrorCode code, String message) {
    ChildProcess child = ChildProcess.start(shell(script));
    assertThatThrownBy(() -> child.awaitReady(() -> false, LONG))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessage(message);
            });
  }

  @Test
  void process_thatIsNotReadyInTime_isEnded() {
    ChildProcess child = ChildProcess.start(shell("echo still busy; exec sleep 600"));
    ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
    assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e).hasMessage("Shell was not ready after 2 s");
              assertThat(e.detail()).endsWith("child.log:\nstill busy");
            });
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void work_thatFails_isReportedWithItsExitCode() {
    ChildProcess child = ChildProcess.start(shell("exit 7"));
    assertThatThrownBy(() -> child.awaitSuccess(LONG))
        .isInstanceOf(ForebayException.class)
        .hasMessage("Shell failed (exit code 7)");
    ChildProcess.start(shell("exit 0")).awaitSuccess(LONG);
  }

  @Test
  void program_thatIsNotThere_cannotBeStarted() {
    Path missing = folder.resolve("missing/folder");
    ChildCommand command =
        new ChildCommand(
            "Shell",
            Pattern.compile("sh"),
            List.of("sh"),
            "sh",
            new ChildFiles(missing, "child"),
            ErrorCode.ENGINE_FAILED);
    assertThatThrownBy(() -> ChildProcess.start(command))
        .isInstanceOf(ForebayException.class)
        .hasMessage("Shell cannot be started");
  }

  @Test
  void process_thatIgnoresSigterm_isKilled() throws Exception {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
            .start();
    assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");
    ProcessEnd.of(stubborn.toHandle(), Duration.ofMillis(100));
    assertThat(stubborn.isAlive()).isFalse();
  }

  private ChildCommand shell(String script) {
    return new ChildCommand(
        "Shell",
        Pattern.compile("sh"),
        List.of("/bin/sh", "-c", script),
        script,
        new ChildFiles(folder, "child"),
        ErrorCode.ENGINE_FAILED);
  }
}
