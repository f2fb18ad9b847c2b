package dev.forebay.http;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes the parts of a URL (RFC 3986, section 2.1). Strict: a broken escape, bytes that are not
 * UTF-8 and NUL are FB100, because two readers that guess differently are how filters get bypassed.
 */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** A path, or a part of one. Control characters are refused: no name has them. */
  public static String decodePath(String raw) {
    String decoded = raw.indexOf('%') < 0 ? raw : decode(raw);
    for (int i = 0; i < decoded.length(); i++) {
      if (Character.isISOControl(decoded.charAt(i))) {
        throw malformed("The path holds a control character.");
      }
    }
    return decoded;
  }

  /** A name or value of the query, where a plus sign is a space. */
  static String decodeQuery(String raw) {
    String spaced = raw.indexOf('+') < 0 ? raw : raw.replace('+', ' ');
    String decoded = spaced.indexOf('%') < 0 ? spaced : decode(spaced);
    if (decoded.indexOf('\0') >= 0) {
      throw malformed("The query holds a NUL character.");
    }
    return decoded;
  }

  /** Refuses what must not stand in a URL unencoded: control characters and all but ASCII. */
  public static void requireVisibleAscii(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw malformed("The URL holds a character that must be percent-encoded.");
      }
    }
  }

  private static String decode(String raw) {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.put(escaped(raw, i));
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The URL's percent-encoded bytes are not UTF-8.");
    }
  }

  private static byte escaped(String raw, int at) {
    if (at + 2 >= raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      throw malformed("The URL has a percent sign without two hexadecimal digits after it.");
    }
    return (byte) HexFormat.fromHexDigits(raw, at + 1, at + 3);
  }

  private static ForebayException malformed(String message) {
    return new ForebayException(
        ErrorCode.MALFORMED_REQUEST, message, "Percent-encode the URL's parts as UTF-8.");
  }
}
