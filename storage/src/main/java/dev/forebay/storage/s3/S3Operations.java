package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** S3Proxy's request handler over a store, for requests that were authenticated before. */
final class S3Operations extends S3ProxyHandler {
  private static final List<String> ERROR_HEADERS =
      List.of("ETag", "x-amz-delete-marker", "x-amz-version-id", "Allow");
  // The bodies that it holds in memory: XML documents, the longest a completion with 10,000 parts.
  private static final int LARGEST_DOCUMENT = 8 << 20;
  private static final int ANY_SKEW = Integer.MAX_VALUE;

  private final BucketLocation location;

  S3Operations(BlobStore store, S3Endpoint endpoint) {
    super(
        store,
        AuthenticationType.NONE,
        null,
        null,
        null,
        endpoint.maxObjectSize(),
        LARGEST_DOCUMENT,
        LARGEST_DOCUMENT,
        false,
        null,
        null,
        ANY_SKEW);
    this.location = new BucketLocation(store, endpoint.region());
  }

  /** Does what the request asks for, and answers it. */
  void handle(SignedRequest request, HttpServletResponse response) throws IOException {
    if (BucketLocation.isAskedBy(request)) {
      location.answer(request, response);
    } else {
      doHandle(request, request, response, request.body(), null);
    }
  }

  /** Writes the error document. */
  void answer(HttpServletRequest request, HttpServletResponse response, AwsServiceException e)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("the answer had begun when the operation failed", e);
    }
    response.resetBuffer();
    copyHeaders(e, response);
    String code = S3Exceptions.errorCode(e);
    if (code != null) {
      String message = e.awsErrorDetails().errorMessage();
      write(request, response, e.statusCode(), code, message == null ? "" : message);
    } else {
      answerStatus(request, response, e.statusCode());
    }
  }

  /** The store below says some things by their HTTP status only. */
  private void answerStatus(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    switch (status) {
      case 400 -> write(request, response, 400, "BadDigest", "The digest is not the body's.");
      case 412 -> write(request, response, 412, "PreconditionFailed", "A condition does not hold.");
      case 416 -> write(request, response, 416, "InvalidRange", "The range is not satisfiable.");
      default -> response.setStatus(status);
    }
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String code,
      String message)
      throws IOException {
    // What is left of a refused body would be read as the connection's next request.
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      response.setHeader("Connection", "close");
    }
    sendSimpleErrorResponse(request, response, code, status, message, Map.of());
  }

  private static void copyHeaders(AwsServiceException e, HttpServletResponse response) {
    var answer = S3Exceptions.httpResponse(e);
    if (answer != null) {
      for (String name : ERROR_HEADERS) {
        answer.firstMatchingHeader(name).ifPresent(value -> response.setHeader(name, value));
      }
    }
  }
}
