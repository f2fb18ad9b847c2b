package dev.forebay.aws.protocol;

/** What went wrong, in the codes of AWS. */
public sealed interface AwsError permits CommonError, AwsError.Named {
  /** The HTTP status of the answer. */
  int status();

  /** The code by which clients of a protocol know it. */
  String code(AwsProtocol protocol);

  /**
   * An error of one service.
   *
   * @param status the HTTP status
   * @param code its code, such as {@code ResourceNotFoundException}
   */
  record Named(int status, String code) implements AwsError {
    @Override
    public String code(AwsProtocol protocol) {
      return code;
    }
  }
}
