package dev.forebay.functions.schedules;

import org.jspecify.annotations.Nullable;

/**
 * One schedule, as {@code forebay.yaml} describes it.
 *
 * @param name its name
 * @param expression {@code rate(5 minutes)} or {@code cron(0 2 * * ? *)}, in UTC
 * @param function the function to invoke
 * @param input the event as JSON; EventBridge's scheduled event where there is none
 */
public record ScheduleSettings(
    String name, String expression, String function, @Nullable String input) {}
