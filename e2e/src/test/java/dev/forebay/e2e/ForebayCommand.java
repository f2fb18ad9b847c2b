package dev.forebay.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of {@code ./forebay}, to its end. */
final class ForebayCommand {
  private ForebayCommand() {}

  /** How a run ended. */
  record Outcome(int status, String output) {}

  /** Its exit status and all that it printed. */
  static Outcome run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(RunningForebay.HOME + "/forebay"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + output);
    }
    return new Outcome(process.exitValue(), output);
  }
}
