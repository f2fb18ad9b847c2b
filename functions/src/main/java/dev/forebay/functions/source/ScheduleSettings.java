package dev.forebay.functions.source;

import dev.forebay.base.config.Doc;
import org.jspecify.annotations.Nullable;

/** One entry of the section {@code schedules} of {@code forebay.yaml}. */
@Doc("A function that is invoked again and again.")
public record ScheduleSettings(
    @Doc("The function to invoke.") String function,
    @Doc("When: AWS's rate(5 minutes) or cron(0 2 * * ? *), in UTC.") String expression,
    @Doc("The event as JSON; EventBridge's scheduled event where there is none.")
        @Nullable String input) {}
