package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starting, stopping, and starting again after the worst. */
class StartAndStopTest {
  @Test
  void run_killedWithItsEnginesLeftBehind_startsAgainWithItsData() throws Exception {
    try (RunningForebay forebay = RunningForebay.app("customers")) {
      forebay.rest("POST", "customers", "{\"name\":\"K\",\"email\":\"k@example.com\"}");
      List<ProcessHandle> engines = forebay.process().descendants().toList();
      String secretKey = forebay.secretKey();
      forebay.kill();

      forebay.startAgain();

      assertThat(engines).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      assertThat(forebay.rows("customers?email=eq.k@example.com")).hasSize(1);
      assertThat(forebay.secretKey()).isEqualTo(secretKey);
    }
  }

  @Test
  void run_stopped_endsItsEngines() throws Exception {
    try (RunningForebay forebay = RunningForebay.app("customers")) {
      List<ProcessHandle> engines = forebay.process().descendants().toList();

      int status = forebay.stop();

      assertThat(status).isEqualTo(143);
      assertThat(engines).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      assertThat(forebay.log()).contains("Ready: ").doesNotContain("\tat ");
    }
  }

  @Test
  void demo_onAFreshMachine_tellsTheWholeStory() throws Exception {
    Process demo =
        new ProcessBuilder(RunningForebay.HOME + "/forebay", "demo")
            .redirectErrorStream(true)
            .start();
    demo.getOutputStream().close();
    String story = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(demo.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(story).isZero();
    assertThat(story).contains("database", "cache", "paid", "overdue");
  }
}
