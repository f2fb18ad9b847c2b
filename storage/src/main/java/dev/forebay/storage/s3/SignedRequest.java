package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature was verified.
 *
 * <p>It no longer shows how its body was framed: S3Proxy would decode it once more.
 */
final class SignedRequest extends HttpServletRequestWrapper {
  private final BegunBody body;

  SignedRequest(HttpServletRequest request, InputStream body) {
    super(request);
    this.body = new BegunBody(body);
  }

  /** The decoded body. */
  InputStream body() {
    return body;
  }

  /** Whether the client was asked for its body, where it waits for that. */
  boolean hasBegun() {
    return body.begun;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase("x-amz-content-sha256") ? null : super.getHeader(name);
  }

  /** Knows whether it was read. */
  private static final class BegunBody extends FilterInputStream {
    private boolean begun;

    BegunBody(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      begun = true;
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      begun = true;
      return in.read(buffer, offset, count);
    }
  }
}
