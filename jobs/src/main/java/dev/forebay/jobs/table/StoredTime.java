package dev.forebay.jobs.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** DATETIME(6) columns, which hold UTC. */
public final class StoredTime {
  private StoredTime() {}

  /** The time that a column's text says. */
  public static Instant parse(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }
}
