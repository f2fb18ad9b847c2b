package dev.forebay.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP answer.
 *
 * @param status the HTTP status
 * @param headers in the order they are sent; Content-Length is the listener's
 * @param body what follows
 */
public record Response(int status, List<Header> headers, Body body) {
  private static final Body NO_BODY = new Body.Bytes(new byte[0]);

  /** Copies the headers. */
  public Response {
    headers = List.copyOf(headers);
  }

  /** An answer without headers or body. */
  public static Response status(int status) {
    return new Response(status, List.of(), NO_BODY);
  }

  /** An answer whose body is at hand. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(
        status, List.of(new Header("Content-Type", contentType)), new Body.Bytes(body));
  }

  /** A JSON answer whose bytes are at hand. */
  public static Response json(int status, byte[] json) {
    return of(status, "application/json; charset=utf-8", json);
  }

  /** An answer that is written while it is made; memory does not hold it. */
  public static Response stream(int status, String contentType, Body.Stream body) {
    return new Response(status, List.of(new Header("Content-Type", contentType)), body);
  }

  /** The same answer with one more header. */
  public Response with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Response(status, more, body);
  }

  /**
   * One header.
   *
   * @param name its name, in the case it is sent
   * @param value its value, without line breaks
   */
  public record Header(String name, String value) {}

  /** What an answer carries. */
  public sealed interface Body {
    /**
     * A body that is at hand. The array is not copied: whoever hands it over no longer writes to
     * it.
     *
     * @param bytes the body
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Body {}

    /** A body that is written as it is made. */
    @FunctionalInterface
    non-sealed interface Stream extends Body {
      /** Writes the body; the listener closes the stream. */
      void writeTo(OutputStream out) throws IOException;
    }
  }
}
