package dev.forebay.server.verify;

/**
 * What a verification has met.
 *
 * @param rows values that are rows
 * @param lookups values that are lookups
 * @param notFounds values that say that there is no such row
 * @param unknown not-founds of texts, which name no key that could be asked for
 * @param unserved values of tables, lookups or definitions that are no longer there
 * @param intents intents that stand
 * @param oldestIntentMillis for how long the oldest of them does, in ms
 * @param empty entries without a value: being loaded, or gone when they were looked at
 * @param skipped entries outside the scope
 * @param others keys that are neither rows nor lookups
 * @param changed values that differed and were replaced or dropped meanwhile, as they should be
 * @param differences values that differ and stay
 */
public record Report(
    long rows,
    long lookups,
    long notFounds,
    long unknown,
    long unserved,
    long intents,
    long oldestIntentMillis,
    long empty,
    long skipped,
    long others,
    long changed,
    long differences) {}
