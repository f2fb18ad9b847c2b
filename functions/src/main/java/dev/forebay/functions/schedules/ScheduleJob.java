package dev.forebay.functions.schedules;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.source.ScheduleSettings;
import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.mysql.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schedule: puts an event on its way to its function each time it is due. When no node was there
 * at the time, it does so once as soon as there is one, with the time that it was due.
 */
public final class ScheduleJob implements RecurringJob {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String name;
  private final ScheduleSettings settings;
  private final ScheduleExpression expression;
  private final Jobs jobs;

  /** A schedule; FB707 where its expression or its input cannot be read. */
  public ScheduleJob(String name, ScheduleSettings settings, Jobs jobs) {
    this.name = name;
    this.settings = settings;
    this.expression = ScheduleExpression.parse(settings.expression());
    this.jobs = jobs;
    checkInput(name, settings.input());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String expression() {
    return settings.expression();
  }

  @Override
  public Instant first(Instant now) {
    return expression.next(now, now);
  }

  @Override
  public Instant run(Session tx, Instant due, Instant now) {
    String eventId = "schedule/" + name + "/" + due;
    jobs.enqueue(tx, eventId, settings.function(), payload(eventId, due));
    return expression.next(due, now);
  }

  private byte[] payload(String eventId, Instant due) {
    String input = settings.input();
    return input == null
        ? JSON.writeValueAsBytes(event(eventId, due))
        : input.getBytes(StandardCharsets.UTF_8);
  }

  /** EventBridge's event; its times have whole seconds. */
  private Map<String, Object> event(String eventId, Instant due) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("id", UUID.nameUUIDFromBytes(eventId.getBytes(StandardCharsets.UTF_8)).toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", "000000000000");
    event.put("time", Instant.ofEpochSecond(due.getEpochSecond()).toString());
    event.put("region", "us-east-1");
    event.put("resources", List.of("arn:aws:events:us-east-1:000000000000:rule/" + name));
    event.put("detail", Map.of());
    return event;
  }

  private static void checkInput(String name, @Nullable String input) {
    if (input == null) {
      return;
    }
    try {
      JSON.readTree(input);
    } catch (JacksonException e) {
      throw new ForebayException(
          ErrorCode.INVALID_SCHEDULE, "The input of the schedule " + name + " is not JSON", e);
    }
  }
}
