package dev.forebay.functions.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {
  /** A Monday. */
  private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(0 10 * * ? *)               | 2024-01-16T10:00:00Z
          cron(15 12 * * ? *)              | 2024-01-15T12:15:00Z
          cron(30 10 * * ? *)              | 2024-01-16T10:30:00Z
          cron(0 18 ? * MON-FRI *)         | 2024-01-15T18:00:00Z
          cron(0 8 1 * ? *)                | 2024-02-01T08:00:00Z
          cron(0/15 * * * ? *)             | 2024-01-15T10:45:00Z
          cron(0/10 * ? * MON-FRI *)       | 2024-01-15T10:40:00Z
          cron(0/5 8-17 ? * MON-FRI *)     | 2024-01-15T10:35:00Z
          cron(0 9 ? * 2#1 *)              | 2024-02-05T09:00:00Z
          cron(0 0 L * ? *)                | 2024-01-31T00:00:00Z
          cron(0 0 L FEB ? *)              | 2024-02-29T00:00:00Z
          cron(0 0 ? * 6L *)               | 2024-01-26T00:00:00Z
          cron(0 0 3W FEB ? *)             | 2024-02-02T00:00:00Z
          cron(0 0 ? * SUN *)              | 2024-01-21T00:00:00Z
          cron(0 0 ? * 1 *)                | 2024-01-21T00:00:00Z
          cron(0 0 ? * SAT *)              | 2024-01-20T00:00:00Z
          cron(0 0 1 JAN,JUL ? *)          | 2024-07-01T00:00:00Z
          cron(0 0 1 1 ? 2030-2035)        | 2030-01-01T00:00:00Z
          cron(0 0 1 1 ? 2020)             | 9999-12-31T00:00:00Z
          rate(1 minute)                   | 2024-01-15T10:31:00Z
          rate(5 minutes)                  | 2024-01-15T10:35:00Z
          rate(1 hour)                     | 2024-01-15T11:30:00Z
          rate(7 days)                     | 2024-01-22T10:30:00Z
          """)
  void next_ofAnExpression_isWhatAwsDocuments(String expression, Instant next) {
    assertThat(ScheduleExpression.parse(expression).next(START, START)).isEqualTo(next);
  }

  @Test
  void next_afterAPause_leavesOutWhatPassed() {
    Instant later = START.plusSeconds(17 * 60);
    assertThat(ScheduleExpression.parse("rate(5 minutes)").next(START, later))
        .isEqualTo("2024-01-15T10:50:00Z");
    assertThat(ScheduleExpression.parse("cron(0/5 * * * ? *)").next(START, later))
        .isEqualTo("2024-01-15T10:50:00Z");
  }

  @Test
  void next_ofAClockBehind_isAfterTheLast() {
    Instant before = START.minusSeconds(60);
    assertThat(ScheduleExpression.parse("rate(5 minutes)").next(START, before))
        .isEqualTo("2024-01-15T10:35:00Z");
    assertThat(ScheduleExpression.parse("cron(0/5 * * * ? *)").next(START, before))
        .isEqualTo("2024-01-15T10:35:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5 minutes",
        "every(5 minutes)",
        "rate(5)",
        "rate(0 minutes)",
        "rate(-1 minutes)",
        "rate(1 minutes)",
        "rate(5 minute)",
        "rate(5 seconds)",
        "rate(5 weeks)",
        "rate(9999999 days)",
        "cron(0 2 * * *)",
        "cron(0 2 * * ? * *)",
        "cron(60 2 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 2 32 * ? *)",
        "cron(0 2 * 13 ? *)",
        "cron(0 2 ? * 8 *)",
        "cron(0 2 ? * 0 *)",
        "cron(0 2 * * * *)",
        "cron(0 2 1 * MON *)",
        "cron(0 2 ? * ? *)",
        "cron(0 2 * * ? 1969)",
        "cron(0 2 * * ? 2200)",
        "cron(* * * * nonsense *)",
        "cron(0 2 * * ? *) extra",
      })
  void expression_thatIsNotAws_isRefused(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SCHEDULE);
              assertThat(e.getMessage()).startsWith("The schedule " + expression);
            });
  }
}
