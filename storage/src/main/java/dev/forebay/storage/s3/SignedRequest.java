package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature was verified.
 *
 * <p>It no longer shows how its body was framed: S3Proxy would decode it once more.
 */
final class SignedRequest extends HttpServletRequestWrapper {
  private final InputStream body;

  SignedRequest(HttpServletRequest request, InputStream body) {
    super(request);
    this.body = body;
  }

  /** The decoded body. */
  InputStream body() {
    return body;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase("x-amz-content-sha256") ? null : super.getHeader(name);
  }
}
