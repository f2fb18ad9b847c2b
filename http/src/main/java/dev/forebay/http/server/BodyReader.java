package dev.forebay.http.server;

import dev.forebay.base.BlockInputStream;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body, under the limit. Helidon refuses a Content-Length over the limit before any
 * handler runs, and a chunk that crosses it before reading the chunk; both end up as FB102.
 *
 * <p>A client that goes away in the middle is an {@link IOException} for the handler; {@link
 * #broken} then tells the dispatcher that there is nobody left to answer.
 */
final class BodyReader extends BlockInputStream {
  private final long limit;
  private boolean broken;
  private boolean refused;

  BodyReader(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  /** Whether the client went away. */
  boolean broken() {
    return broken;
  }

  /** Whether the rest of the body cannot be read, so that the connection has no next request. */
  boolean refused() {
    return refused;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (CloseConnectionException e) {
      broken = true;
      throw new IOException("The client went away before its body was complete.", e);
    } catch (RuntimeException e) {
      refused = true;
      throw translated(e);
    }
  }

  /** Does nothing: the dispatcher reads to the end, or cuts the connection. */
  @Override
  public void close() {}

  private ForebayException translated(RuntimeException cause) {
    return cause instanceof RequestException refusal
            && refusal.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
        ? tooLarge(limit)
        : new ForebayException(
            ErrorCode.MALFORMED_REQUEST, "The body's chunked encoding is not valid.", cause);
  }

  static ForebayException tooLarge(long limit) {
    return new ForebayException(
        ErrorCode.BODY_TOO_LARGE,
        "The body is larger than %d bytes, which is the limit.".formatted(limit),
        "Send less at once, upload it to a bucket, or raise http.bodyLimit in forebay.yaml.");
  }
}
