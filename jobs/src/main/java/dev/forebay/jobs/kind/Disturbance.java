package dev.forebay.jobs.kind;

import static dev.forebay.base.ErrorCode.CACHE_UNAVAILABLE;
import static dev.forebay.base.ErrorCode.COMMIT_UNKNOWN;
import static dev.forebay.base.ErrorCode.DATABASE_FULL;
import static dev.forebay.base.ErrorCode.DATABASE_UNAVAILABLE;
import static dev.forebay.base.ErrorCode.LOCK_CONFLICT;
import static dev.forebay.base.ErrorCode.OVERLOADED;
import static dev.forebay.base.ErrorCode.STORAGE_FULL;
import static dev.forebay.base.ErrorCode.STORAGE_UNAVAILABLE;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Set;

/** Errors of the moment: they say nothing about what was tried, and pass. */
public final class Disturbance {
  private static final Set<ErrorCode> CODES =
      Set.of(
          DATABASE_UNAVAILABLE,
          LOCK_CONFLICT,
          COMMIT_UNKNOWN,
          DATABASE_FULL,
          CACHE_UNAVAILABLE,
          STORAGE_UNAVAILABLE,
          STORAGE_FULL,
          OVERLOADED);

  private Disturbance() {}

  public static boolean is(Exception e) {
    return e instanceof ForebayException known && CODES.contains(known.code());
  }
}
