package dev.forebay.http;

/** Answers one request. Runs on a virtual thread, so it may block. */
@FunctionalInterface
public interface Handler {
  /**
   * The answer to the request.
   *
   * @throws dev.forebay.base.ForebayException for every error that the client should see; the
   *     listener's {@link ErrorMapper} writes it. Anything else becomes FB900.
   */
  Response handle(Request request);
}
