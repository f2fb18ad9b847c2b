package dev.forebay.aws.protocol;

import java.util.Map;

/** An error for a client of AWS's, which its {@link AwsProtocol} writes. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient AwsError error;
  private final transient Map<String, String> members;

  /** An error that its message explains in full. */
  public AwsException(AwsError error, String message) {
    this(error, message, Map.of());
  }

  /** An error with members of its own, such as S3's Region or Lambda's Reason. */
  public AwsException(AwsError error, String message, Map<String, String> members) {
    super(message);
    this.error = error;
    this.members = Map.copyOf(members);
  }

  /** What went wrong. */
  public AwsError error() {
    return error;
  }

  /** What the error's document has beside code and message, by name. */
  public Map<String, String> members() {
    return members;
  }

  /** The message; never null here. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
