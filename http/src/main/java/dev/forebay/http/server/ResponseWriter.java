package dev.forebay.http.server;

import dev.forebay.http.Response;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * Writes one {@link Response} to the client.
 *
 * <p>A streamed body is chunked, unless it fits in the write buffer. When its writer throws after
 * the first byte has left, the connection is cut: the client must not take half a body under a 200
 * for the whole one.
 */
final class ResponseWriter {
  private static final byte[] NOTHING = new byte[0];
  private static final Response.Body.Bytes NO_BODY = new Response.Body.Bytes(NOTHING);
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Response.JSON.value());
  private static final Set<HeaderName> OURS =
      Set.of(HeaderNames.CONTENT_LENGTH, HeaderNames.TRANSFER_ENCODING, HeaderNames.CONNECTION);

  /** What a client may take its time for at once; it is given as much again for the next. */
  private static final int SLICE = 64 << 10;

  private ResponseWriter() {}

  /** Sends an answer with its body. */
  static void send(Response answer, RoutingResponse out) throws IOException {
    begin(answer, out);
    switch (answer.body()) {
      case Response.Body.Bytes bytes -> sendBytes(hasBody(answer) ? bytes : NO_BODY, out);
      case Response.Body.Stream stream -> sendStream(stream, out);
    }
  }

  /** Sends an answer to HEAD: the headers that GET would have, and no body. */
  static void sendHead(Response answer, RoutingResponse out) throws IOException {
    begin(answer, out);
    long length =
        switch (answer.body()) {
          case Response.Body.Bytes bytes -> bytes.length();
          case Response.Body.Stream stream -> lengthOf(stream);
        };
    if (hasBody(answer)) {
      out.headers().set(HeaderValues.create(HeaderNames.CONTENT_LENGTH, length));
    }
    out.send(NOTHING);
  }

  private static void begin(Response answer, RoutingResponse out) {
    out.status(Status.create(answer.status()));
    ServerResponseHeaders headers = out.headers();
    for (Response.Header header : answer.headers()) {
      if (header.equals(Response.JSON)) {
        headers.add(JSON);
      } else {
        add(header, headers);
      }
    }
  }

  private static void add(Response.Header header, ServerResponseHeaders headers) {
    HeaderName name = KnownNames.of(header.name());
    if (!OURS.contains(name)) {
      headers.add(HeaderValues.create(name, header.value()));
    }
  }

  private static boolean hasBody(Response answer) {
    return answer.status() != 204 && answer.status() != 205 && answer.status() != 304;
  }

  private static void sendBytes(Response.Body.Bytes body, RoutingResponse out) throws IOException {
    int length = body.length();
    if (length <= SLICE) {
      out.send(body.bytes(), body.from(), length);
      return;
    }
    out.headers().set(HeaderValues.create(HeaderNames.CONTENT_LENGTH, length));
    OutputStream stream = out.outputStream();
    for (int at = 0; at < length; at += SLICE) {
      stream.write(body.bytes(), body.from() + at, Math.min(SLICE, length - at));
    }
    out.commit();
  }

  private static void sendStream(Response.Body.Stream stream, RoutingResponse out)
      throws IOException {
    stream.writeTo(out.outputStream());
    out.commit();
  }

  private static long lengthOf(Response.Body.Stream stream) throws IOException {
    var counter =
        new OutputStream() {
          long count;

          @Override
          public void write(int b) {
            count++;
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            count += length;
          }
        };
    stream.writeTo(counter);
    return counter.count;
  }
}
