package dev.forebay.aws;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.AwsProtocol;
import dev.forebay.base.ForebayException;
import java.util.List;
import java.util.Optional;

/** One of AWS's services, as far as it is here. */
public interface AwsService {
  /** Its name in the scope of credentials, for instance {@code lambda}. */
  String name();

  /** The one protocol that it speaks; empty where it takes what a request speaks. */
  default Optional<AwsProtocol> protocol() {
    return Optional.empty();
  }

  /** What it can do. */
  List<AwsOperation> operations();

  /** What an error of Forebay is in the service's terms. */
  default AwsException error(ForebayException e) {
    return CommonErrors.of(e);
  }
}
