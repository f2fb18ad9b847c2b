package dev.forebay.data.read;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;

/** The error that one row was wanted, and there are more or none. */
public final class NotSingular {
  private NotSingular() {}

  /** The error for a result of this many rows, in PostgREST's words, by which clients know it. */
  public static ForebayException error(long rows) {
    return new ForebayException(
        ErrorCode.NOT_SINGULAR,
        "Cannot coerce the result to a single JSON object",
        "The result contains %d rows".formatted(rows),
        null,
        null);
  }
}
