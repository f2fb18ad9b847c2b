package dev.forebay.functions.schedules;

import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.source.ScheduleSettings;
import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.JobsFixture;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryServer
class ScheduleJobTest {
  private final JobsFixture fixture = new JobsFixture();

  @BeforeEach
  void setClock() {
    fixture.clock.set(Instant.parse("2030-01-15T01:59:00Z"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void schedule_whenDue_invokesOnceAcrossNodesWithEventBridgesEvent() {
    started("a", "cron(0 2 * * ? *)", null);
    started("b", "cron(0 2 * * ? *)", null);
    fixture.clock.forward(Duration.ofMinutes(2));
    awaitReceived(1);
    fixture.clock.forward(Duration.ofDays(1));
    awaitReceived(2);
    assertThat(fixture.received)
        .containsExactly(event("2030-01-15T02:00:00Z"), event("2030-01-16T02:00:00Z"));
  }

  @Test
  void schedule_thatWasMissed_invokesOnceAndGoesOn() {
    Jobs first = started("a", "rate(5 minutes)", "{\"my\":\"input\"}");
    first.close();
    fixture.clock.forward(Duration.ofMinutes(17));
    started("a", "rate(5 minutes)", "{\"my\":\"input\"}");
    awaitReceived(1);
    fixture.clock.forward(Duration.ofMinutes(5));
    awaitReceived(2);
    assertThat(fixture.received).containsOnly("{\"my\":\"input\"}");
  }

  @Test
  void schedule_thatChangedOrIsGone_isNoLongerDue() {
    started("a", "cron(0 2 * * ? *)", null).close();
    started("a", "cron(0 3 * * ? *)", null).close();
    assertThat(schedules()).isEqualTo(1);
    fixture.clock.forward(Duration.ofMinutes(30));
    fixture.started("a", fixture.kind("mark", attempt -> success()));
    assertThat(schedules()).isZero();
    fixture.awaitNoJobs();
    assertThat(fixture.received).isEmpty();
  }

  @Test
  void input_thatIsNotJson_isRefused() {
    assertThatThrownBy(() -> started("a", "rate(1 day)", "{"))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SCHEDULE));
  }

  private Jobs started(String id, String expression, @Nullable String input) {
    Jobs node = fixture.node(id);
    node.register(fixture.kind("mark", attempt -> success()));
    node.register(
        new ScheduleJob("mark-overdue", new ScheduleSettings("mark", expression, input), node));
    node.start();
    return node;
  }

  private long schedules() {
    return fixture.count(
        "SELECT COUNT(*) FROM forebay_jobs WHERE task_name = 'recurring:mark-overdue'");
  }

  private void awaitReceived(int number) {
    Eventually.until(number + " received", () -> fixture.received.size() >= number);
    fixture.awaitNoJobs();
  }

  private static String event(String time) {
    String eventId = "schedule/mark-overdue/" + time;
    UUID id = UUID.nameUUIDFromBytes(eventId.getBytes(StandardCharsets.UTF_8));
    return """
    {"version":"0","id":"%s","detail-type":"Scheduled Event","source":"aws.events",\
    "account":"000000000000","time":"%s","region":"us-east-1",\
    "resources":["arn:aws:events:us-east-1:000000000000:rule/mark-overdue"],"detail":{}}\
    """
        .formatted(id, time);
  }
}
