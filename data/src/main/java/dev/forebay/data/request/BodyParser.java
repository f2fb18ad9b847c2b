package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Parses a body by its Content-Type. A byte order mark, as Windows programs write it, is skipped.
 * FB101 where the body is not UTF-8, FB105 for another type.
 */
final class BodyParser {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private BodyParser() {}

  /** The rows of an INSERT: JSON or CSV. */
  static Body rows(Request http) {
    String type = type(http);
    return switch (type) {
      case "application/json" -> new JsonBody(text(http), true);
      case "text/csv" -> new CsvBody(text(http));
      default -> throw unsupported(type, "Send application/json or text/csv");
    };
  }

  /** The one row of an UPDATE: JSON. */
  static Body row(Request http) {
    String type = type(http);
    if (!type.equals("application/json")) {
      throw unsupported(type, "Send JSON with Content-Type: application/json");
    }
    return new JsonBody(text(http), false);
  }

  private static String type(Request http) {
    String type = http.header("content-type").orElse("application/json");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String text(Request http) {
    String text = decoded(http.body());
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static String decoded(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ForebayException(ErrorCode.MALFORMED_BODY, "The body is not UTF-8", e);
    }
  }

  private static ForebayException unsupported(String type, String hint) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        "The body's type \"%s\" is not supported".formatted(Excerpt.of(type)),
        hint);
  }
}
