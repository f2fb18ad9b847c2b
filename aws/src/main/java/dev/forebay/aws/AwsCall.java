package dev.forebay.aws;

import dev.forebay.aws.signature.VerifiedRequest;
import dev.forebay.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * One verified request for an operation.
 *
 * @param signed the request, and who signed it
 * @param id what it is called in its answer
 * @param parameters of a form, or of the path
 */
public record AwsCall(VerifiedRequest signed, String id, Map<String, String> parameters) {
  /** Copies the parameters. */
  public AwsCall {
    parameters = Map.copyOf(parameters);
  }

  /** The request as it was sent. */
  public Request request() {
    return signed.request();
  }

  /** The whole body, verified; FB102 where it is larger than the listener's limit. */
  public byte[] body() {
    return readAll(signed);
  }

  static byte[] readAll(VerifiedRequest signed) {
    try {
      return signed.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
