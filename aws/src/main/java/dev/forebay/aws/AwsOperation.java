package dev.forebay.aws;

import dev.forebay.http.Response;

/** One operation of a service. */
public sealed interface AwsOperation {
  /** Its name, for instance {@code Invoke}. */
  String name();

  /** What does it. */
  Handler handler();

  /**
   * An operation that requests name, by {@code Action} or {@code X-Amz-Target}.
   *
   * @param name its name
   * @param handler what does it
   */
  record Named(String name, Handler handler) implements AwsOperation {}

  /**
   * An operation that has a method and a path.
   *
   * @param name its name
   * @param method the HTTP method
   * @param path a template such as {@code /2015-03-31/functions/{FunctionName}/invocations}
   * @param handler what does it
   */
  record At(String name, String method, PathPattern path, Handler handler)
      implements AwsOperation {}

  /** Answers a request for an operation. */
  @FunctionalInterface
  interface Handler {
    /**
     * The answer.
     *
     * @throws dev.forebay.aws.protocol.AwsException for an error in AWS's terms
     * @throws dev.forebay.base.ForebayException for one that the service translates
     */
    Response handle(AwsCall call);
  }
}
