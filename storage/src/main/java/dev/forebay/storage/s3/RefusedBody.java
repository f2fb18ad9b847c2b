package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a request's body when it has been refused: read, and thrown away.
 *
 * <p>A client that is still sending when the connection ends sees a broken pipe and not the answer,
 * and its SDK tries again what cannot succeed. nginx knows this as a lingering close.
 */
final class RefusedBody {
  private static final Logger log = LoggerFactory.getLogger(RefusedBody.class);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int CHUNK = 64 << 10;

  private RefusedBody() {}

  /**
   * Reads to the body's end, for a while.
   *
   * @param signed the request as it was authenticated, or null where it was not
   */
  static void discard(HttpServletRequest request, @Nullable SignedRequest signed) {
    boolean waits = request.getHeader("Expect") != null;
    if (waits && (signed == null || !signed.hasBegun())) {
      return; // it was never asked for its body, so it sends none
    }
    long begin = System.nanoTime();
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream body = request.getInputStream();
      while (body.read(chunk) >= 0 && System.nanoTime() - begin < LONGEST.toNanos()) {}
    } catch (IOException e) {
      log.debug("A client went away after {} was refused", request.getRequestURI(), e);
    }
  }
}
