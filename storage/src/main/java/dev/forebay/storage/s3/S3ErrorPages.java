package dev.forebay.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes what the listener itself refuses, before S3Proxy sees it, as S3's error document. */
final class S3ErrorPages extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    String document =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message></Error>
        """
            .formatted(code(status), text(status));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml;charset=utf-8");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private static String code(int status) {
    return switch (status) {
      case 405 -> "MethodNotAllowed";
      case 411 -> "MissingContentLength";
      case 414 -> "InvalidURI";
      case 431 -> "RequestHeaderSectionTooLarge";
      case 501 -> "NotImplemented";
      case 503 -> "ServiceUnavailable";
      default -> status >= 500 ? "InternalError" : "InvalidRequest";
    };
  }

  private static String text(int status) {
    return status >= 500 ? "The request could not be served." : "The request cannot be read.";
  }
}
