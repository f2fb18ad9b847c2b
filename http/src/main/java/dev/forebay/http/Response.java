package dev.forebay.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * One HTTP answer.
 *
 * @param status the HTTP status, from 200 to 599
 * @param headers in the order they are sent; Content-Length, Transfer-Encoding and Connection are
 *     the listener's, and left out
 * @param body what follows
 */
public record Response(int status, List<Header> headers, Body body) {
  /** The content type of nearly every answer; the writer knows this instance's bytes. */
  public static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");

  private static final List<Header> JSON_HEADERS = List.of(JSON);
  private static final Body NO_BODY = new Body.Bytes(new byte[0]);

  /** Refuses a status that is no final one (RFC 9110, section 15), and copies the headers. */
  public Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("not the status of an answer: " + status);
    }
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
    return new Response(status, JSON_HEADERS, new Body.Bytes(json));
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
   * @param name its name, in the case it is sent: letters, digits and {@code !#$%&'*+-.^_`|~}
   * @param value its value: visible ASCII, spaces and tabs
   */
  public record Header(String name, String value) {
    private static final String NAME_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** Refuses what would end the header, or the head of the answer, early. */
    public Header {
      if (name.isEmpty() || !allMatch(name, Header::isNameCharacter)) {
        throw new IllegalArgumentException("not the name of an HTTP header: " + name);
      }
      if (!allMatch(value, c -> (c >= ' ' && c <= '~') || c == '\t')) {
        throw new IllegalArgumentException("not a value for the HTTP header " + name);
      }
    }

    private static boolean isNameCharacter(int c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || NAME_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean allMatch(String text, IntPredicate allowed) {
      for (int i = 0; i < text.length(); i++) {
        if (!allowed.test(text.charAt(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** What an answer carries. */
  public sealed interface Body {
    /**
     * A body that is at hand. The array is not copied: whoever hands it over no longer writes to
     * it.
     *
     * @param bytes what holds the body
     * @param from where in it the body begins
     * @param length the body's length in bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes, int from, int length) implements Body {
      /** Refuses what is not within the array. */
      public Bytes {
        Objects.checkFromIndexSize(from, length, bytes.length);
      }

      /** A body that is the whole array. */
      public Bytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
      }

      /** The body alone; not to be written to. */
      public byte[] alone() {
        return length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length);
      }
    }

    /** A body that is written as it is made. */
    @FunctionalInterface
    non-sealed interface Stream extends Body {
      /** Writes the body; the listener closes the stream. */
      void writeTo(OutputStream out) throws IOException;
    }
  }
}
