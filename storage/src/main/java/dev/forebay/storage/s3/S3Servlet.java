package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Answers S3 requests: verifies the signature, then lets S3Proxy's handler do the operation. */
@SuppressWarnings("serial") // servlets are serializable by descent only
final class S3Servlet extends HttpServlet {
  private static final Logger log = LoggerFactory.getLogger(S3Servlet.class);

  private final Authentication authentication;
  private final S3Operations operations;

  S3Servlet(Authentication authentication, S3Operations operations) {
    this.authentication = authentication;
    this.operations = operations;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SignedRequest signed = null;
    try {
      signed = authentication.authenticate(request);
      operations.handle(signed, response);
    } catch (IOException | RuntimeException e) {
      answer(request, response, e);
      RefusedBody.discard(request, signed);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Exception e)
      throws IOException {
    Optional<AwsServiceException> known = S3Errors.in(e);
    if (known.isPresent()) {
      operations.answer(request, response, known.get());
    } else if (has(e, TimeoutException.class)) {
      operations.answer(
          request,
          response,
          S3Errors.of(400, "RequestTimeout", "The body did not arrive in time.", e));
    } else if (has(e, EofException.class)) {
      log.debug("A client went away during {} {}", request.getMethod(), request.getRequestURI(), e);
      throw e instanceof IOException io ? io : new IOException(e);
    } else {
      operations.answer(request, response, unexpected(request, e));
    }
  }

  private static AwsServiceException unexpected(HttpServletRequest request, Exception e) {
    return switch (e) {
      case IllegalArgumentException bad -> S3Errors.invalidArgument(message(bad));
      case UnsupportedOperationException no ->
          S3Errors.of(501, "NotImplemented", "This operation is not supported here.", no);
      default -> {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        yield S3Errors.of(500, "InternalError", "An internal error occurred. Try again.", e);
      }
    };
  }

  private static String message(IllegalArgumentException e) {
    log.debug("A request was refused", e);
    return "A part of the request cannot be read.";
  }

  private static boolean has(Throwable e, Class<? extends Throwable> cause) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause).anyMatch(cause::isInstance);
  }
}
