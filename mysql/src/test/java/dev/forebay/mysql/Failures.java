package dev.forebay.mysql;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.base.ForebayException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error that a call ends with. */
final class Failures {
  private Failures() {}

  static ForebayException failure(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(ForebayException.class, call));
  }
}
