package dev.forebay.aws;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;

/** What errors of Forebay are for the clients of any service. */
final class CommonErrors {
  private CommonErrors() {}

  static AwsException of(ForebayException e) {
    return new AwsException(error(e.code()), text(e));
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

  private static String text(ForebayException e) {
    String detail = e.detail() == null ? "" : " " + e.detail() + ".";
    String hint = e.hint() == null ? "" : " " + e.hint();
    return e.getMessage() + detail + hint + " (" + e.code().code() + ")";
  }
}
