package dev.forebay.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What many requests are answered with, under a tag by which a client asks whether it still has it
 * (RFC 9110, sections 8.8.3 and 13.1.2). Any thread.
 */
public final class Representation {
  private static final int TAG_BYTES = 16;

  private final Response whole;
  private final String tag;

  private Representation(Response whole, String tag) {
    this.whole = whole;
    this.tag = tag;
  }

  /** These bytes, which are not copied, and headers that a 304 has as well. */
  public static Representation of(String contentType, byte[] bytes, List<Response.Header> headers) {
    String tag = '"' + HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES) + '"';
    Response whole = Response.of(200, contentType, bytes).with("ETag", tag);
    for (Response.Header header : headers) {
      whole = whole.with(header.name(), header.value());
    }
    return new Representation(whole, tag);
  }

  /** A text in UTF-8. */
  public static Representation of(String contentType, String text, List<Response.Header> headers) {
    return of(contentType, text.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** 200 with all of it, or 304 where {@code If-None-Match} says that the client has it. */
  public Response answer(Request request) {
    boolean there = request.header("if-none-match").filter(this::isAmong).isPresent();
    return there ? new Response(304, whole.headers(), Response.status(304).body()) : whole;
  }

  /** By weak comparison, as it is for this header. */
  private boolean isAmong(String tags) {
    return tags.equals("*")
        || Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(given -> given.equals(tag) || given.equals("W/" + tag));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
