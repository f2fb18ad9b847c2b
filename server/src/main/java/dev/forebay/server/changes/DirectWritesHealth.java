package dev.forebay.server.changes;

import dev.forebay.mysql.tailer.TailerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /health} says of writes that bypass Forebay.
 *
 * @param seen {@code binlog} or {@code ttl}
 * @param role of this node: {@code tailing} or {@code following}
 * @param lagMillis how old a change may be at most that is not seen yet; null before that is known
 * @param reason why they are not seen, or why the binlog cannot be read just now
 */
public record DirectWritesHealth(
    String seen, @Nullable String role, @Nullable Long lagMillis, @Nullable String reason) {
  static DirectWritesHealth unseen(String reason) {
    return new DirectWritesHealth("ttl", null, null, reason);
  }

  static DirectWritesHealth of(TailerStatus status, Instant now) {
    Instant reached = status.reached();
    return new DirectWritesHealth(
        "binlog",
        status.role().name().toLowerCase(Locale.ROOT),
        reached == null ? null : Duration.between(reached, now).toMillis(),
        status.problem());
  }
}
