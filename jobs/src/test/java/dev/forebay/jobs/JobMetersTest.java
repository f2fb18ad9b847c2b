package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.failureForGood;
import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class JobMetersTest {
  private final JobsFixture fixture = new JobsFixture();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    fixture.close();
  }

  @Test
  void attempts_areMeasuredByKindAndOutcome() {
    Jobs node =
        fixture.started(
            "a",
            fixture.kind("bill", attempt -> success()),
            fixture.kind("audit", attempt -> failureForGood("no")));
    fixture.enqueue(node, "e1", "bill", "{}");
    fixture.enqueue(node, "e2", "bill", "{}");
    fixture.enqueue(node, "e1", "audit", "{}");
    fixture.awaitNoJobs();
    assertThat(attempts("bill", "done")).isEqualTo(2);
    assertThat(attempts("audit", "failed_for_good")).isEqualTo(1);
  }

  @Test
  void backlog_isMeasuredWithItsAge() {
    Jobs node = fixture.node("a");
    node.register(
        fixture.kind(
            "bill",
            attempt -> {
              gate.await();
              return success();
            }));
    for (int i = 0; i < 15; i++) {
      fixture.enqueue(node, "e" + i, "bill", "{}");
    }
    fixture.clock.forward(Duration.ofMinutes(1));
    node.start();
    Eventually.until("ten run", () -> gauge("forebay.jobs.running") == 10);
    Eventually.until("what waits is measured", () -> gauge("forebay.jobs.waiting") >= 5);
    assertThat(gauge("forebay.jobs.waiting.age.seconds")).isGreaterThanOrEqualTo(60);
  }

  private long attempts(String kind, String outcome) {
    return fixture
        .meters
        .get("forebay.jobs.attempt")
        .tags("lane", JobsFixture.LANE, "kind", kind, "outcome", outcome)
        .timer()
        .count();
  }

  private double gauge(String name) {
    return fixture.meters.get(name).tag("lane", JobsFixture.LANE).gauge().value();
  }
}
