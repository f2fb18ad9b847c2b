package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that Maven does not bring. In CI a missing one fails a test; elsewhere it skips it. */
final class ForeignProgram {
  /** What a program printed, and its exit status. */
  record Outcome(int status, String output) {}

  private ForeignProgram() {}

  /** Runs a program to its end, with more in its environment. */
  static Outcome run(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  /** Skips the test where the program is not there, and fails it in CI, which installs it. */
  static void require(String... command) throws InterruptedException {
    Requirement.require(starts(command), command[0] + " is missing; .ci/run installs it");
  }

  /** Whether the program is there and ends well. */
  static boolean starts(String... command) throws InterruptedException {
    try {
      return run(List.of(command), Path.of("."), Map.of()).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
