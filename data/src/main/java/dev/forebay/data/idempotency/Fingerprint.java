package dev.forebay.data.idempotency;

import dev.forebay.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 of what makes two requests the same. */
final class Fingerprint {
  private Fingerprint() {}

  /** Of the method, path and query, of what the answer's form depends on, and of the body. */
  static byte[] of(Request request) {
    MessageDigest digest = digest();
    add(digest, request.method());
    add(digest, request.path());
    add(digest, request.rawQuery());
    for (String header : List.of("prefer", "accept", "content-type")) {
      add(digest, String.join(",", request.headers().getOrDefault(header, List.of())));
    }
    digest.update(request.body());
    return digest.digest();
  }

  /** Of some texts. */
  static byte[] of(String... texts) {
    MessageDigest digest = digest();
    for (String text : texts) {
      add(digest, text);
    }
    return digest.digest();
  }

  /** With its end, so that "a" and "b" are not "ab" and "". */
  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
