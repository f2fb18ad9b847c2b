package dev.forebay.aws;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.base.ForebayException;
import java.util.List;

/** One of AWS's services, as far as it is here. */
public interface AwsService {
  /** Its name in the scope of credentials, for instance {@code lambda}. */
  String name();

  /** What it can do. */
  List<Operation> operations();

  /** What an error of Forebay is in the service's terms. */
  default AwsException error(ForebayException e) {
    return CommonErrors.of(e);
  }
}
