package dev.forebay.mysql;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.base.ForebayException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error that a call ends with. */
public final class Failures {
  private Failures() {}

  /** The error; there must be one. */
  public static ForebayException failure(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(ForebayException.class, call));
  }
}
