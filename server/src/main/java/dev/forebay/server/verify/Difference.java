package dev.forebay.server.verify;

import org.jspecify.annotations.Nullable;

/**
 * An entry that holds something else than the database.
 *
 * @param key where it is in Redis
 * @param cached its rows as a JSON array; null where it says that there are none
 * @param database the rows in the database; null where there are none
 * @param ttlMillis for how long readers would be given it, in ms; −1: until it is invalidated
 */
public record Difference(
    String key, @Nullable String cached, @Nullable String database, long ttlMillis) {}
