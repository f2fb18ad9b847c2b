package dev.forebay.aws.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** The percent-encoding of canonical requests: all bytes but {@code A-Za-z0-9-._~}, in capitals. */
final class UriEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriEncoding() {}

  /**
   * The canonical form of a path as it was sent. S3 takes the bytes that it means; other services
   * normalize it, and encode it once more.
   */
  static String path(String service, String rawPath) {
    String path = rawPath.isEmpty() ? "/" : rawPath;
    return service.equals("s3") ? once(path) : encode(normalized(path), "/");
  }

  /** A name or a value, of its text. */
  static String text(String text) {
    return encode(text, "");
  }

  /** What was encoded in whatever way, encoded in ours. */
  private static String once(String raw) {
    StringBuilder encoded = new StringBuilder(raw.length());
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (isEscape(bytes, i)) {
        append(encoded, (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3), "/");
        i += 2;
      } else {
        append(encoded, bytes[i], "/");
      }
    }
    return encoded.toString();
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[at + 1])
        && HexFormat.isHexDigit(bytes[at + 2]);
  }

  /** Without dot segments (RFC 3986, section 5.2.4) and empty ones. */
  private static String normalized(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    boolean folder = !segments.isEmpty() && path.endsWith("/");
    return "/" + String.join("/", segments) + (folder ? "/" : "");
  }

  private static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      append(encoded, b, kept);
    }
    return encoded.toString();
  }

  private static void append(StringBuilder encoded, byte b, String kept) {
    if (isUnreserved(b) || kept.indexOf(b) >= 0) {
      encoded.append((char) b);
    } else {
      HEX.toHexDigits(encoded.append('%'), b);
    }
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || "-._~".indexOf(b) >= 0;
  }
}
