package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses a JSON body: one object, or an array of objects. Refuses duplicate keys, bytes that are
 * not UTF-8, and nesting deeper than 100 (FB101).
 */
final class BodyParser {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxNumberLength(1000)
                  .maxNameLength(1000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String text;
  private final JsonParser json;

  private BodyParser(String text, JsonParser json) {
    this.text = text;
    this.json = json;
  }

  /** The rows of an INSERT. */
  static Body rows(byte[] body) {
    return parse(body, true);
  }

  /** The one row of an UPDATE. */
  static Body row(byte[] body) {
    return parse(body, false);
  }

  private static Body parse(byte[] body, boolean many) {
    String text = utf8(body);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return new BodyParser(text, json).body(many);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ForebayException(ErrorCode.MALFORMED_BODY, "The body is not UTF-8", e);
    }
  }

  private Body body(boolean many) {
    @Nullable JsonToken first = json.nextToken();
    Body body;
    if (first == JsonToken.START_OBJECT) {
      body = new Body(List.of(object()));
    } else if (first == JsonToken.START_ARRAY && many) {
      body = new Body(array());
    } else {
      throw wrong(many ? "an object or an array of objects" : "an object");
    }
    if (json.nextToken() != null) {
      throw wrong("nothing after the " + (many ? "rows" : "object"));
    }
    return body;
  }

  private List<Map<String, JsonValue>> array() {
    List<Map<String, JsonValue>> rows = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("an array of objects only");
      }
      rows.add(object());
    }
    return rows;
  }

  private Map<String, JsonValue> object() {
    Map<String, JsonValue> row = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      row.put(key, value());
    }
    return row;
  }

  private JsonValue value() {
    return switch (json.currentToken()) {
      case VALUE_NULL -> JsonValue.Null.NULL;
      case VALUE_STRING -> new JsonValue.Text(json.getString());
      case START_OBJECT, START_ARRAY -> new JsonValue.Structure(structure());
      default -> new JsonValue.Literal(json.getString());
    };
  }

  private String structure() {
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    return text.substring(start, (int) json.currentLocation().getCharOffset());
  }

  private ForebayException wrong(String expected) {
    return new ForebayException(
        ErrorCode.MALFORMED_BODY,
        "The body must be %s".formatted(expected),
        where(json.currentTokenLocation()),
        null,
        null);
  }

  private static ForebayException malformed(JacksonException e) {
    return new ForebayException(
        ErrorCode.MALFORMED_BODY,
        "The body is not valid JSON",
        withoutSource(e.getOriginalMessage()) + ", at " + where(e.getLocation()),
        null,
        e);
  }

  /** Jackson tells where the value began that does not end, and what it was told not to tell. */
  private static String withoutSource(String message) {
    int source = message.indexOf(" (start marker at");
    return source < 0 ? message : message.substring(0, source);
  }

  private static String where(@Nullable TokenStreamLocation location) {
    return location == null || location.getColumnNr() == 0
        ? "the body is empty"
        : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
