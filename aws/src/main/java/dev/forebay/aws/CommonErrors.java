package dev.forebay.aws;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What errors of Forebay are for the clients of any service. */
public final class CommonErrors {
  private CommonErrors() {}

  static AwsException of(ForebayException e) {
    return new AwsException(error(e.code()), message(e));
  }

  private static CommonError error(ErrorCode code) {
    if (code == ErrorCode.BODY_TOO_LARGE) {
      return CommonError.TOO_LARGE;
    }
    if (code.httpStatus() == 503) {
      return CommonError.UNAVAILABLE;
    }
    return code.httpStatus() < 500 ? CommonError.INVALID_REQUEST : CommonError.INTERNAL;
  }

  /** All that an error says, in the one text that AWS's errors have. */
  public static String message(ForebayException e) {
    return Stream.of(e.getMessage(), e.detail(), e.hint())
            .filter(Objects::nonNull)
            .map(text -> text.replaceFirst("[.]$", ""))
            .collect(Collectors.joining(". "))
        + " ("
        + e.code().code()
        + ")";
  }
}
