package dev.forebay.functions.schedules;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule is due, in AWS's words and in UTC.
 *
 * <p>{@code rate(N minutes|hours|days)}, with the singular for 1. {@code cron(minutes hours
 * day-of-month month day-of-week year)} with {@code * , - / ? L W #} and the names of months and
 * days; Sunday is 1, and one of the two day fields is {@code ?}.
 *
 * <p>Source: Amazon EventBridge, "Setting a schedule pattern for scheduled rules".
 */
sealed interface ScheduleExpression {
  /** The first time that is after the last one and after now. */
  Instant next(Instant last, Instant now);

  /** Reads an expression; FB707 says what is wrong with it. */
  static ScheduleExpression parse(String text) {
    Matcher call = Syntax.CALL.matcher(text.strip());
    if (!call.matches()) {
      throw Syntax.invalid(text, "it is neither rate(...) nor cron(...)");
    }
    String argument = call.group(2).strip();
    return call.group(1).equals("rate") ? Syntax.rate(text, argument) : Syntax.cron(text, argument);
  }

  /**
   * At equal distances.
   *
   * @param period the distance
   */
  record Rate(Duration period) implements ScheduleExpression {
    /** Times that passed while no node was there are left out. */
    @Override
    public Instant next(Instant last, Instant now) {
      long passed = Math.max(0, Duration.between(last, now).dividedBy(period));
      return last.plus(period.multipliedBy(passed + 1));
    }
  }

  /**
   * By the calendar.
   *
   * @param times the expression's times
   */
  record Cron(ExecutionTime times) implements ScheduleExpression {
    /** Beyond the last year that an expression can name. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public Instant next(Instant last, Instant now) {
      Instant after = now.isAfter(last) ? now : last;
      return times
          .nextExecution(after.atZone(ZoneOffset.UTC))
          .map(ZonedDateTime::toInstant)
          .orElse(NEVER);
    }
  }

  /** How expressions are read. */
  final class Syntax {
    private static final Pattern CALL = Pattern.compile("(rate|cron)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,5}) ([a-z]+)");
    private static final Map<String, Duration> UNITS =
        Map.of(
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    private static final CronDefinition AWS =
        CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()
            .withHours()
            .withValidRange(0, 23)
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .withStrictRange()
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    private Syntax() {}

    private static ScheduleExpression rate(String text, String argument) {
      Matcher rate = RATE.matcher(argument);
      if (!rate.matches()) {
        throw invalid(text, "a rate is a number and a unit, such as rate(5 minutes)");
      }
      long number = Long.parseLong(rate.group(1));
      String unit = rate.group(2);
      String singular = number == 1 ? unit : unit.replaceFirst("s$", "");
      if (!UNITS.containsKey(singular) || (number > 1 && !unit.endsWith("s"))) {
        throw invalid(text, "the units are minute, hour and day, with an s unless the number is 1");
      }
      return new Rate(UNITS.get(singular).multipliedBy(number));
    }

    private static ScheduleExpression cron(String text, String argument) {
      if (argument.split("\\s+").length != 6) {
        throw invalid(
            text, "cron has six fields: minutes hours day-of-month month day-of-week year");
      }
      try {
        return new Cron(ExecutionTime.forCron(new CronParser(AWS).parse(argument)));
      } catch (IllegalArgumentException e) {
        throw invalid(text, String.valueOf(e.getMessage()));
      }
    }

    private static ForebayException invalid(String text, String reason) {
      return new ForebayException(
          ErrorCode.INVALID_SCHEDULE, "The schedule " + text + " cannot be read: " + reason);
    }
  }
}
