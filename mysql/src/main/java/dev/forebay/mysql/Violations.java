package dev.forebay.mysql;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.SQLException;
import java.util.Optional;

/** What an error of the database says of the constraint that was violated. */
public final class Violations {
  private Violations() {}

  /** The name of the unique key that an FB402 is about: {@code PRIMARY}, or the application's. */
  public static Optional<String> uniqueKey(ForebayException e) {
    return e.code() == ErrorCode.UNIQUE_VIOLATION && e.getCause() instanceof SQLException cause
        ? Optional.ofNullable(new ServerText(cause.getMessage()).key())
        : Optional.empty();
  }
}
